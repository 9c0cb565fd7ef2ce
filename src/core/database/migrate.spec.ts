import { expect, it } from '@jest/globals';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { createEmptyDatabase } from '../../../test/support/postgres.js';
import { databaseOptions } from './database-options.js';
import { applyMigrations } from './migrate.js';

class First1700000000001 implements MigrationInterface {
  up = (runner: QueryRunner) => runner.query('CREATE TABLE first ()');
  down = (runner: QueryRunner) => runner.query('DROP TABLE first');
}

class Second1700000000002 implements MigrationInterface {
  up = (runner: QueryRunner) => runner.query('CREATE TABLE second ()');
  down = (runner: QueryRunner) => runner.query('DROP TABLE second');
}

it('migrating tells of each pending migration before it is applied, and how many there are', async () => {
  const database = await createEmptyDatabase();
  const open = (migrations: (new () => MigrationInterface)[]) =>
    new DataSource({
      ...databaseOptions(database.url, 'migration'),
      entities: [],
      migrations,
    }).initialize();
  const told: string[] = [];
  const onMigration = (name: string, total: number): void => void told.push(`${name} of ${total}`);
  const older = await open([First1700000000001]);
  await applyMigrations(older, onMigration);
  expect(told).toEqual(['First1700000000001 of 1']);
  const newer = await open([First1700000000001, Second1700000000002]);
  await applyMigrations(newer, onMigration);
  expect(told.slice(1)).toEqual(['Second1700000000002 of 1']);
  await newer.undoLastMigration();
  await newer.undoLastMigration();
  const again = await open([First1700000000001, Second1700000000002]);
  await applyMigrations(again, onMigration);
  expect(told.slice(2)).toEqual(['First1700000000001 of 2', 'Second1700000000002 of 2']);
  await Promise.all([older, newer, again].map((source) => source.destroy()));
  await database.drop();
});
