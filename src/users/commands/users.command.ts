import type { Command } from 'commander';
import type { WithApp } from '../../core/cli/with-app.js';
import { InvalidInputError } from '../../core/http/app-error.js';
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
    .action((account: Account) => withApp((app) => create(app.get(UsersService), account)));
}

async function create(users: UsersService, account: Account): Promise<void> {
  const password = account.password ?? process.env.ADMIN_PASSWORD;
  try {
    const { user, generatedPassword } = await createAdmin(users, { ...account, password });
    console.log(`Created the administrator "${user.username}".`);
    if (generatedPassword) console.log(`Password, shown only this once: ${generatedPassword}`);
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    for (const [field, messages] of Object.entries(error.extras.errors)) {
      console.error(`${field}: ${messages.join(' ')}`);
    }
    process.exitCode = 1;
  }
}
