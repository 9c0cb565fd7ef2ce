import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A version is history: it may go with its CV, but never change. */
export class ProtectVersions1760000440000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION refuse_cv_version_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'cv_version is immutable' USING ERRCODE = 'restrict_violation';
      END
      $$
    `);
    await runner.query(`
      CREATE TRIGGER cv_version_immutable BEFORE UPDATE ON "cv_version"
      FOR EACH ROW EXECUTE FUNCTION refuse_cv_version_change()
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER cv_version_immutable ON "cv_version"');
    await runner.query('DROP FUNCTION refuse_cv_version_change()');
  }
}
