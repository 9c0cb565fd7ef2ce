import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Trigrams for what the admin searches with `CAST(column AS text) ILIKE '%…%'`. */
export class IndexPlatformSearch1763640220000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX "ix_stored_file_search" ON "stored_file" USING gin ("original_name" gin_trgm_ops)
    `);
    await runner.query(`
      CREATE INDEX "ix_log_entry_search" ON "log_entry" USING gin ("label" gin_trgm_ops)
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_log_entry_search"');
    await runner.query('DROP INDEX "ix_stored_file_search"');
  }
}
