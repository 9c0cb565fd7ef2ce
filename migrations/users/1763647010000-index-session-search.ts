import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Trigrams for what the admin searches here, since sessions grow with people. */
export class IndexSessionSearch1763647010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX "ix_refresh_session_search" ON "refresh_session" USING gin ("user_agent" gin_trgm_ops)
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_refresh_session_search"');
  }
}
