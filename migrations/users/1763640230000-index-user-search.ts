import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Trigrams for what the admin searches with `CAST(column AS text) ILIKE '%…%'`; citext has none of its own. */
export class IndexUserSearch1763640230000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX "ix_user_search" ON "user" USING gin (
        ("username"::text) gin_trgm_ops,
        ("email"::text) gin_trgm_ops,
        "first_name" gin_trgm_ops,
        "last_name" gin_trgm_ops
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_user_search"');
  }
}
