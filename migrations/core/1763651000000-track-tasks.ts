import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A task has one id from the outbox to its result, which is written when it is queued and not only when it runs. */
export class TrackTasks1763651000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE "outbox_message"
        ADD COLUMN "task_id" uuid NOT NULL DEFAULT gen_random_uuid(),
        ADD COLUMN "priority" smallint NOT NULL DEFAULT '0',
        ADD COLUMN "run_at" TIMESTAMP WITH TIME ZONE,
        ADD COLUMN "expires_at" TIMESTAMP WITH TIME ZONE,
        ADD COLUMN "periodic_task_id" bigint,
        ADD COLUMN "group_id" uuid,
        ADD COLUMN "after_group_id" uuid,
        ADD COLUMN "waits_for" integer NOT NULL DEFAULT '0',
        ADD CONSTRAINT "uq_outbox_message_task_id" UNIQUE ("task_id"),
        ADD CONSTRAINT "ck_outbox_message_priority" CHECK ("priority" BETWEEN 0 AND 9),
        ADD CONSTRAINT "ck_outbox_message_waits_for" CHECK ("waits_for" >= 0),
        ADD CONSTRAINT "fk_outbox_message_periodic_task_id"
          FOREIGN KEY ("periodic_task_id") REFERENCES "periodic_task"("id") ON DELETE SET NULL
    `);
    await runner.query(`
      CREATE INDEX "ix_outbox_message_periodic_task_id" ON "outbox_message" ("periodic_task_id")
    `);
    await runner.query(`
      CREATE INDEX "ix_outbox_message_after_group_id" ON "outbox_message" ("after_group_id")
      WHERE "after_group_id" IS NOT NULL
    `);
    await runner.query(`
      CREATE INDEX "ix_outbox_message_ready" ON "outbox_message" ("id") WHERE "waits_for" = 0
    `);
    await runner.query('DROP INDEX "ix_task_result_status"');
    await runner.query(`
      ALTER TABLE "task_result"
        DROP CONSTRAINT "ck_task_result_finished_at",
        DROP CONSTRAINT "ck_task_result_attempts",
        DROP CONSTRAINT "ck_task_result_status",
        ALTER COLUMN "status" SET DEFAULT 'waiting',
        ALTER COLUMN "attempts" SET DEFAULT '0',
        ADD COLUMN "task_id" uuid NOT NULL DEFAULT gen_random_uuid(),
        ADD COLUMN "queue" text NOT NULL DEFAULT 'default',
        ADD COLUMN "priority" smallint NOT NULL DEFAULT '0',
        ADD COLUMN "run_at" TIMESTAMP WITH TIME ZONE,
        ADD COLUMN "expires_at" TIMESTAMP WITH TIME ZONE,
        ADD COLUMN "group_id" uuid,
        ADD COLUMN "after_group_id" uuid,
        ADD COLUMN "progress" smallint,
        ADD COLUMN "started_at" TIMESTAMP WITH TIME ZONE,
        ADD COLUMN "cancel_requested_at" TIMESTAMP WITH TIME ZONE,
        ADD CONSTRAINT "uq_task_result_task_id" UNIQUE ("task_id"),
        ADD CONSTRAINT "ck_task_result_status"
          CHECK ("status" IN ('waiting', 'running', 'done', 'failed', 'cancelled', 'expired')),
        ADD CONSTRAINT "ck_task_result_attempts" CHECK ("attempts" >= 0),
        ADD CONSTRAINT "ck_task_result_priority" CHECK ("priority" BETWEEN 0 AND 9),
        ADD CONSTRAINT "ck_task_result_progress" CHECK ("progress" BETWEEN 0 AND 100),
        ADD CONSTRAINT "ck_task_result_finished_at"
          CHECK (("status" IN ('waiting', 'running')) = ("finished_at" IS NULL))
    `);
    await runner.query(`
      CREATE INDEX "ix_task_result_group_id" ON "task_result" ("group_id") WHERE "group_id" IS NOT NULL
    `);
    await runner.query(`
      CREATE INDEX "ix_task_result_unfinished" ON "task_result" ("id") WHERE "finished_at" IS NULL
    `);
    await runner.query(`
      CREATE INDEX "ix_task_result_unsuccessful" ON "task_result" ("status", "created_at")
      WHERE "status" IN ('failed', 'cancelled', 'expired')
    `);
    await runner.query(`
      CREATE TABLE "task_rate" (
        "job" text NOT NULL,
        "next_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        CONSTRAINT "pk_task_rate" PRIMARY KEY ("job")
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "task_rate"');
    // The earlier schema knows neither tasks that wait nor those that were cancelled or came too late.
    await runner.query(`DELETE FROM "task_result" WHERE "status" IN ('waiting', 'cancelled', 'expired')`);
    await runner.query('DROP INDEX "ix_task_result_unsuccessful"');
    await runner.query('DROP INDEX "ix_task_result_unfinished"');
    await runner.query('DROP INDEX "ix_task_result_group_id"');
    await runner.query('UPDATE "task_result" SET "attempts" = 1 WHERE "attempts" < 1');
    await runner.query(`
      ALTER TABLE "task_result"
        DROP CONSTRAINT "ck_task_result_finished_at",
        DROP CONSTRAINT "ck_task_result_progress",
        DROP CONSTRAINT "ck_task_result_priority",
        DROP CONSTRAINT "ck_task_result_attempts",
        DROP CONSTRAINT "ck_task_result_status",
        DROP CONSTRAINT "uq_task_result_task_id",
        DROP COLUMN "cancel_requested_at",
        DROP COLUMN "started_at",
        DROP COLUMN "progress",
        DROP COLUMN "after_group_id",
        DROP COLUMN "group_id",
        DROP COLUMN "expires_at",
        DROP COLUMN "run_at",
        DROP COLUMN "priority",
        DROP COLUMN "queue",
        DROP COLUMN "task_id",
        ALTER COLUMN "status" SET DEFAULT 'running',
        ALTER COLUMN "attempts" SET DEFAULT '1',
        ADD CONSTRAINT "ck_task_result_status" CHECK ("status" IN ('running', 'done', 'failed')),
        ADD CONSTRAINT "ck_task_result_attempts" CHECK ("attempts" >= 1),
        ADD CONSTRAINT "ck_task_result_finished_at"
          CHECK (("status" = 'running') = ("finished_at" IS NULL))
    `);
    await runner.query(`
      CREATE INDEX "ix_task_result_status" ON "task_result" ("status") WHERE "status" = 'running'
    `);
    await runner.query(`
      ALTER TABLE "outbox_message"
        DROP COLUMN "waits_for",
        DROP COLUMN "after_group_id",
        DROP COLUMN "group_id",
        DROP COLUMN "periodic_task_id",
        DROP COLUMN "expires_at",
        DROP COLUMN "run_at",
        DROP COLUMN "priority",
        DROP COLUMN "task_id"
    `);
  }
}
