import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A trigger's function that tells all processes, after the commit, that rows of its table have changed. */
export class NotifyEntityChanges1763653000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION notify_entity_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_notify('entity_change', TG_TABLE_NAME);
        RETURN NULL;
      END $$
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP FUNCTION notify_entity_change()');
  }
}
