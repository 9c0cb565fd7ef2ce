import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExtendStoredFiles1763650000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "stored_file" ADD "thumbnail_id" bigint`);
    await runner.query(`
      ALTER TABLE "stored_file" ADD CONSTRAINT "fk_stored_file_thumbnail_id" FOREIGN KEY ("thumbnail_id") REFERENCES "stored_file"("id") ON DELETE SET NULL ON UPDATE NO ACTION
    `);
    await runner.query(`CREATE UNIQUE INDEX "ix_stored_file_thumbnail_id" ON "stored_file" ("thumbnail_id")`);
    await runner.query(`
      ALTER TABLE "stored_file" ADD CONSTRAINT "ck_stored_file_sha256" CHECK ("status" <> 'ready' OR "sha256" ~ '^[0-9a-f]{64}$')
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "stored_file" DROP CONSTRAINT "ck_stored_file_sha256"`);
    await runner.query(`DROP INDEX "ix_stored_file_thumbnail_id"`);
    await runner.query(`ALTER TABLE "stored_file" DROP CONSTRAINT "fk_stored_file_thumbnail_id"`);
    await runner.query(`ALTER TABLE "stored_file" DROP COLUMN "thumbnail_id"`);
  }
}
