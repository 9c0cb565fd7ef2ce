import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Trigrams for what the admin searches here, since these tables grow with people. */
export class IndexBillingSearch1763647020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX "ix_subscription_search" ON "subscription" USING gin ("stripe_subscription_id" gin_trgm_ops)
    `);
    await runner.query(`
      CREATE INDEX "ix_stripe_customer_search" ON "stripe_customer" USING gin ("customer_id" gin_trgm_ops)
    `);
    await runner.query(`
      CREATE INDEX "ix_plan_grant_search" ON "plan_grant" USING gin ("reason" gin_trgm_ops)
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_plan_grant_search"');
    await runner.query('DROP INDEX "ix_stripe_customer_search"');
    await runner.query('DROP INDEX "ix_subscription_search"');
  }
}
