import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The admin lists effects newest first, and there are as many as there were jobs. */
export class IndexProcessedEffects1763646000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX "ix_processed_effect_created_at" ON "processed_effect" ("created_at")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_processed_effect_created_at"');
  }
}
