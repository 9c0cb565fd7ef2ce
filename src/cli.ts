import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command } from 'commander';
import { AppModule } from './app.module.js';
import { CommandError } from './core/cli/command-error.js';
import { ConfigError, loadConfig } from './core/config/load-config.js';
import { addMigrationCommands } from './core/database/commands/migration.command.js';
import { EmbeddedPostgresError } from './core/database/embedded/embedded-postgres.errors.js';
import { migrate } from './core/database/migrate.js';
import { joinDatabase } from './core/database/open-database.js';
import { AppError } from './core/http/app-error.js';
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

function withApp(work: (app: INestApplicationContext) => Promise<void>): Promise<void> {
  return withDatabase(async (url) => {
    await migrate(url);
    const module = await AppModule.forRoot(loadConfig(), url, 'worker');
    const app = await NestFactory.createApplicationContext(module, {
      logger: ['error', 'warn'],
      abortOnError: false,
    });
    try {
      await work(app);
    } finally {
      await app.close();
    }
  });
}

const program = new Command('cv-improver')
  .description('Management commands of CV Improver.')
  .showHelpAfterError();
addMigrationCommands(program, withDatabase);
addPaymentsCommands(program, withApp);
addUsersCommands(program, withApp);
addImproveCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  const expected = [AppError, CommandError, ConfigError, EmbeddedPostgresError].some(
    (type) => error instanceof type,
  );
  report(
    expected || !(error instanceof Error) ? String((error as Error).message) : (error.stack ?? error.message),
  );
  process.exitCode = 1;
}
