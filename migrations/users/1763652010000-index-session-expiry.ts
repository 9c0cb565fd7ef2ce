import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For the sweep of expired sessions. */
export class IndexSessionExpiry1763652010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX "ix_refresh_session_expires_at" ON "refresh_session" ("expires_at")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_refresh_session_expires_at"');
  }
}
