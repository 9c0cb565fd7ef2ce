import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Each task writes each index several times: those of schedules hold only tasks that have one, the outbox is small. */
export class LightenTaskIndexes1763655000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_outbox_message_created_at"');
    for (const table of ['outbox_message', 'task_result']) {
      await runner.query(`DROP INDEX "ix_${table}_periodic_task_id"`);
      await runner.query(`
        CREATE INDEX "ix_${table}_periodic_task_id" ON "${table}" ("periodic_task_id")
         WHERE "periodic_task_id" IS NOT NULL`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['task_result', 'outbox_message']) {
      await runner.query(`DROP INDEX "ix_${table}_periodic_task_id"`);
      await runner.query(`CREATE INDEX "ix_${table}_periodic_task_id" ON "${table}" ("periodic_task_id")`);
    }
    await runner.query('CREATE INDEX "ix_outbox_message_created_at" ON "outbox_message" ("created_at")');
  }
}
