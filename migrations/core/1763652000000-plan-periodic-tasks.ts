import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a periodic task runs next; whoever changes its schedule, by whatever way, has it planned anew. */
export class PlanPeriodicTasks1763652000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE "periodic_task" ADD "next_run_at" TIMESTAMP WITH TIME ZONE`);
    await runner.query(`
      ALTER TABLE "periodic_task" ADD CONSTRAINT "ck_periodic_task_payload" CHECK (jsonb_typeof("payload") = 'object')
    `);
    await runner.query(`
      CREATE INDEX "ix_periodic_task_next_run_at" ON "periodic_task" ("next_run_at") WHERE "enabled"
    `);
    await runner.query(`
      CREATE FUNCTION plan_periodic_task() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT NEW.enabled THEN
          NEW.next_run_at := NULL;
        ELSIF TG_OP = 'UPDATE'
              AND NEW.next_run_at IS NOT DISTINCT FROM OLD.next_run_at
              AND (NEW.enabled, NEW.crontab, NEW.time_zone, NEW.every_seconds, NEW.clocked_at)
                  IS DISTINCT FROM (OLD.enabled, OLD.crontab, OLD.time_zone, OLD.every_seconds, OLD.clocked_at) THEN
          NEW.next_run_at := NULL;
        END IF;
        RETURN NEW;
      END
      $$
    `);
    await runner.query(`
      CREATE TRIGGER periodic_task_plan BEFORE INSERT OR UPDATE ON "periodic_task"
      FOR EACH ROW EXECUTE FUNCTION plan_periodic_task()
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER periodic_task_plan ON "periodic_task"');
    await runner.query('DROP FUNCTION plan_periodic_task()');
    await runner.query('DROP INDEX "ix_periodic_task_next_run_at"');
    await runner.query('ALTER TABLE "periodic_task" DROP CONSTRAINT "ck_periodic_task_payload"');
    await runner.query('ALTER TABLE "periodic_task" DROP COLUMN "next_run_at"');
  }
}
