import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tasks belong to the trace of the request that asked for them. */
export class TraceTasks1763654010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "outbox_message" ADD "traceparent" text');
    await runner.query('ALTER TABLE "task_result" ADD "traceparent" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "task_result" DROP COLUMN "traceparent"');
    await runner.query('ALTER TABLE "outbox_message" DROP COLUMN "traceparent"');
  }
}
