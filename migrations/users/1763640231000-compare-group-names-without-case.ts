import type { MigrationInterface, QueryRunner } from 'typeorm';

/** "Editors" and "editors" would be two groups to the database and one to everybody else. */
export class CompareGroupNamesWithoutCase1763640231000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "group" ALTER COLUMN "name" TYPE citext');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "group" ALTER COLUMN "name" TYPE text');
  }
}
