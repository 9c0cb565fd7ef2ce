import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAdminSession1760000300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "admin_session" (
        "id" text NOT NULL,
        "user_id" bigint NOT NULL,
        "csrf_token" text NOT NULL,
        "ip" inet,
        "user_agent" text,
        "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(),
        "last_seen_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL,
        CONSTRAINT "pk_admin_session" PRIMARY KEY ("id")
      )
    `);
    await runner.query(`
      ALTER TABLE "admin_session" ADD CONSTRAINT "fk_admin_session_user_id" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE NO ACTION
    `);
    await runner.query(`
      CREATE INDEX "ix_admin_session_user_id" ON "admin_session" ("user_id")
    `);
    await runner.query(`
      CREATE INDEX "ix_admin_session_expires_at" ON "admin_session" ("expires_at")
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE "admin_session"
    `);
  }
}
