import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tells every process of changes to what they remember; see ChangeListener. */
export class NotifyPermissionChanges1763653020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES)
      await runner.query(`
        CREATE TRIGGER "${table}_notify_change" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "${table}"
          FOR EACH STATEMENT EXECUTE FUNCTION notify_entity_change()
      `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(`DROP TRIGGER "${table}_notify_change" ON "${table}"`);
  }
}

const TABLES = ['permission', 'group_permission', 'user_permission', 'user_group'];
