import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Makes `log_entry` append-only for everybody, superusers included; only erasing a person may blank a diff. */
export class ProtectLogEntries1760000160000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION refuse_log_entry_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND NEW.diff IS NULL
           AND to_jsonb(NEW) - 'diff' = to_jsonb(OLD) - 'diff' THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'log_entry is append-only' USING ERRCODE = 'restrict_violation';
      END
      $$
    `);
    await runner.query(`
      CREATE TRIGGER log_entry_append_only BEFORE UPDATE OR DELETE ON "log_entry"
      FOR EACH ROW EXECUTE FUNCTION refuse_log_entry_change()
    `);
    await runner.query(`
      CREATE TRIGGER log_entry_no_truncate BEFORE TRUNCATE ON "log_entry"
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_log_entry_change()
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER log_entry_no_truncate ON "log_entry"');
    await runner.query('DROP TRIGGER log_entry_append_only ON "log_entry"');
    await runner.query('DROP FUNCTION refuse_log_entry_change()');
  }
}
