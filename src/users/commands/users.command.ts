import type { Command } from 'commander';
import { CommandError } from '../../core/cli/command-error.js';
import type { WithApp } from '../../core/cli/with-app.js';
import { AppConfig } from '../../core/config/app-config.js';
import { InvalidInputError } from '../../core/http/app-error.js';
import { randomPassword } from '../passwords/random-password.js';
import { UsersService } from '../users.service.js';
import { createAdmin } from './create-admin.command.js';

interface Account {
  username: string;
  email: string;
  password?: string;
}

/** Adds `users:*`. */
export function addUsersCommands(program: Command, withApp: WithApp): void {
  program
    .command('users:create-admin')
    .description('make an account that may do everything')
    .requiredOption('--username <name>')
    .requiredOption('--email <address>')
    .option('--password <password>', 'default: ADMIN_PASSWORD, else a random one, printed once')
    .action((account: Account) =>
      withApp((app) => {
        const password = account.password ?? app.get(AppConfig).admin.password;
        return explained(create(app.get(UsersService), { ...account, password }));
      }),
    );
  program
    .command('users:set-password')
    .description("change a person's password and end their sessions")
    .requiredOption('--username <name>')
    .option('--password <password>', 'default: a random one, printed once')
    .action((account: Omit<Account, 'email'>) =>
      withApp((app) => explained(setPassword(app.get(UsersService), account))),
    );
}

async function create(
  users: UsersService,
  account: Omit<Account, 'password'> & { password: string | null },
): Promise<void> {
  const { user, generatedPassword } = await createAdmin(users, account);
  console.log(`Created the administrator "${user.username}".`);
  if (generatedPassword) console.log(`Password, shown only this once: ${generatedPassword}`);
}

async function setPassword(
  users: UsersService,
  { username, password }: Omit<Account, 'email'>,
): Promise<void> {
  const user = await users.findByUsername(username);
  if (!user) throw new CommandError(`Nobody is called "${username}".`);
  const chosen = password ?? randomPassword();
  await users.setPassword(user, chosen);
  console.log(`Changed the password of "${user.username}" and ended their sessions.`);
  if (!password) console.log(`Password, shown only this once: ${chosen}`);
}

/** Tells which field breaks which rule, since a terminal sees no answer body. */
async function explained(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const lines = Object.entries(error.extras.errors).map(
      ([field, messages]) => `${field}: ${messages.join(' ')}`,
    );
    throw new CommandError(lines.join('\n'));
  }
}
