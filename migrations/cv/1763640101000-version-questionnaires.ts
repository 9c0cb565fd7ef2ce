import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Writes that know which version they change, and an index that holds the whole order of the list. */
export class VersionQuestionnaires1763640101000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "questionnaire" ADD "version" integer NOT NULL DEFAULT 1
    `);
    await runner.query(`
      CREATE INDEX "ix_questionnaire_user_id_submitted_at_id" ON "questionnaire" ("user_id", "submitted_at", "id")
    `);
    await runner.query(`
      DROP INDEX "ix_questionnaire_user_id_submitted_at"
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX "ix_questionnaire_user_id_submitted_at" ON "questionnaire" ("user_id", "submitted_at")
    `);
    await runner.query(`
      DROP INDEX "ix_questionnaire_user_id_submitted_at_id"
    `);
    await runner.query(`
      ALTER TABLE "questionnaire" DROP COLUMN "version"
    `);
  }
}
