import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { addCheckCommand } from './core/checks/check.command.js';
import { createProgram, runProgram } from './core/cli/run-program.js';
import { addShellCommand } from './core/cli/shell/shell.command.js';
import type { OpenApp, WithApp } from './core/cli/with-app.js';
import { addConfigCommands } from './core/config/commands/config.command.js';
import { loadConfig } from './core/config/load-config.js';
import { addDatabaseCommands } from './core/database/commands/database.command.js';
import { addMigrationCommands } from './core/database/commands/migration.command.js';
import { migrate } from './core/database/migrate.js';
import { joinDatabase } from './core/database/open-database.js';
import { addModuleCommands } from './core/scaffold/commands/module.command.js';
import { addImproveCommand } from './cv/commands/improve.command.js';
import { addPaymentsCommands } from './payments/commands/payments.command.js';
import { addUsersCommands } from './users/commands/users.command.js';

// TypeORM's schema builder sends queries side by side on one client; an operator can do nothing about that.
process.noDeprecation = true;

const report = (message: string): void => void process.stderr.write(`${message}\n`);

async function withDatabase(work: (url: string) => Promise<void>): Promise<void> {
  const database = await joinDatabase(loadConfig(), report);
  try {
    await work(database.url);
  } finally {
    await database.close();
  }
}

const openApp: OpenApp = async (url) => {
  const module = await AppModule.forRoot(loadConfig(), url, 'worker');
  return NestFactory.createApplicationContext(module, { logger: ['error', 'warn'], abortOnError: false });
};

const withApp: WithApp = (work, options) =>
  withDatabase(async (url) => {
    if (options?.migrate ?? true) await migrate(url);
    const app = await openApp(url);
    try {
      await work(app);
    } finally {
      await app.close();
    }
  });

const program = createProgram();
program.commandsGroup('Database:');
addMigrationCommands(program, withDatabase);
addDatabaseCommands(program, withDatabase);
program.commandsGroup('Operation:');
addCheckCommand(program, withDatabase, openApp);
addConfigCommands(program);
addShellCommand(program, withApp);
program.commandsGroup('Accounts and plans:');
addUsersCommands(program, withApp);
addPaymentsCommands(program, withApp);
program.commandsGroup('CVs:');
addImproveCommand(program);
program.commandsGroup('Development:');
addModuleCommands(program);

await runProgram(program);
