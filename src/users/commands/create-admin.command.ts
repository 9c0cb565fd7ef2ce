import { randomPassword } from '../passwords/random-password.js';
import type { User } from '../user.entity.js';
import type { UsersService } from '../users.service.js';

/** The new administrator, and the password if we chose it; it is shown once and kept nowhere. */
export interface CreatedAdmin {
  user: User;
  generatedPassword: string | null;
}

/**
 * Makes an account that may do everything. Without a password it gets a random one.
 * @throws InvalidInputError or AccountTakenError as `UsersService.createUser` does.
 */
export async function createAdmin(
  users: UsersService,
  account: { username: string; email: string; password?: string | null },
): Promise<CreatedAdmin> {
  const generatedPassword = account.password ? null : randomPassword();
  const user = await users.createUser({
    username: account.username,
    email: account.email,
    password: account.password || (generatedPassword as string),
    isStaff: true,
    isSuperuser: true,
  });
  return { user, generatedPassword };
}
