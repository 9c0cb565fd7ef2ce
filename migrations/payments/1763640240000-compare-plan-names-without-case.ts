import type { MigrationInterface, QueryRunner } from 'typeorm';

/** "Pro" and "pro" would be two plans to the database and one to everybody else. */
export class ComparePlanNamesWithoutCase1763640240000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "plan" ALTER COLUMN "name" TYPE citext');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "plan" ALTER COLUMN "name" TYPE text');
  }
}
