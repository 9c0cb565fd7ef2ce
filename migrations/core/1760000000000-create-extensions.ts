import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Trusted extensions, so that the database's owner may create them: citext for names and mail, trigrams for search. */
export class CreateExtensions1760000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE EXTENSION IF NOT EXISTS citext');
    await runner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP EXTENSION pg_trgm');
    await runner.query('DROP EXTENSION citext');
  }
}
