import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Trigrams for what the admin searches here, since there are as many effects as there were jobs. */
export class IndexEffectSearch1763647000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX "ix_processed_effect_search" ON "processed_effect" USING gin ("key" gin_trgm_ops)
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_processed_effect_search"');
  }
}
