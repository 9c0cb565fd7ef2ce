import type { INestApplicationContext } from '@nestjs/common';
import type { AppConfig } from './core/config/app-config.js';
import { Transactions } from './core/database/transactions.service.js';
import { PlanGrants } from './payments/plan-grants.service.js';
import { createAdmin } from './users/commands/create-admin.command.js';
import { User } from './users/user.entity.js';
import { UsersService } from './users/users.service.js';

/**
 * On the very first start of an embedded installation makes the administrator, on the Premium plan. Never on a
 * configured server and never in production, where `users:create-admin` does it on purpose.
 * @returns the administrator, with the password if it was made up; null when there is nothing to do.
 */
export async function firstStart(
  app: INestApplicationContext,
  config: AppConfig,
): Promise<{ username: string; password: string | null } | null> {
  if (config.database.kind !== 'embedded' || config.mode === 'production') return null;
  const transactions = app.get(Transactions);
  if ((await transactions.repository(User).count()) > 0) return null;
  const { username, password } = config.admin;
  return transactions.run(async () => {
    const account = { username, email: `${username}@localhost.localdomain`, password };
    const { user, generatedPassword } = await createAdmin(app.get(UsersService), account);
    await app.get(PlanGrants).grant(user.id, 'Premium', 'first administrator');
    return { username, password: generatedPassword };
  });
}
