import 'reflect-metadata';
import { withCleanUp } from './core/cli/interruption.js';
import { createProgram, runProgram } from './core/cli/run-program.js';
import type { OpenApp, WithApp } from './core/cli/with-app.js';
import { loadConfig } from './core/config/load-config.js';
import { joinDatabase } from './core/database/open-database.js';

// TypeORM's schema builder sends queries side by side on one client; an operator can do nothing about that.
process.noDeprecation = true;

const report = (message: string): void => void process.stderr.write(`${message}\n`);

async function withDatabase(work: (url: string) => Promise<void>): Promise<void> {
  const opening = joinDatabase(loadConfig(), report);
  await withCleanUp(
    async () => work((await opening).url),
    async () => (await opening.catch(() => undefined))?.close(),
  );
}

const openApp: OpenApp = async (url) => {
  const { NestFactory } = await import('@nestjs/core');
  const { AppModule } = await import('./app.module.js');
  const module = await AppModule.forRoot(loadConfig(), url, 'worker');
  return NestFactory.createApplicationContext(module, { logger: ['error', 'warn'], abortOnError: false });
};

const withApp: WithApp = (work, options) =>
  withDatabase(async (url) => {
    const { migrate } = await import('./core/database/migrate.js');
    if (options?.migrate ?? true) await migrate(url);
    const opening = openApp(url);
    await withCleanUp(
      async () => work(await opening),
      async () => (await opening.catch(() => undefined))?.close(),
    );
  });

const program = createProgram();

/**
 * The commands in their groups, by what their names begin with. A call loads the modules of its own group only, so it
 * starts sooner and stays small; the help, and a name that none of them knows, load all.
 */
const groups: { title: string; names: RegExp; add(): Promise<void> }[] = [
  {
    title: 'Database:',
    names: /^(migration|db):/,
    async add() {
      const { addMigrationCommands } = await import('./core/database/commands/migration.command.js');
      const { addDatabaseCommands } = await import('./core/database/commands/database.command.js');
      addMigrationCommands(program, withDatabase);
      addDatabaseCommands(program, withDatabase);
    },
  },
  {
    title: 'Data:',
    names: /^(data|demo):/,
    async add() {
      const { addDataCommands } = await import('./core/data/commands/data.command.js');
      const { addDemoCommands } = await import('./cv/commands/demo.command.js');
      addDataCommands(program, withDatabase);
      addDemoCommands(program, withDatabase);
    },
  },
  {
    title: 'Operation:',
    names: /^(check|config:|shell)/,
    async add() {
      const { addCheckCommand } = await import('./core/checks/check.command.js');
      const { addConfigCommands } = await import('./core/config/commands/config.command.js');
      const { addShellCommand } = await import('./core/cli/shell/shell.command.js');
      addCheckCommand(program, withDatabase, openApp);
      addConfigCommands(program);
      addShellCommand(program, withApp);
    },
  },
  {
    title: 'Accounts and plans:',
    names: /^(users|plans):/,
    async add() {
      const { addUsersCommands } = await import('./users/commands/users.command.js');
      const { addPaymentsCommands } = await import('./payments/commands/payments.command.js');
      addUsersCommands(program, withApp);
      addPaymentsCommands(program, withApp);
    },
  },
  {
    title: 'Limits:',
    names: /^limits:/,
    async add() {
      const { addLimitsCommands } = await import('./core/limits/commands/limits.command.js');
      addLimitsCommands(program, withApp);
    },
  },
  {
    title: 'Files:',
    names: /^(storage:|collectstatic)/,
    async add() {
      const { addStorageCommands } = await import('./core/storage/commands/storage.command.js');
      addStorageCommands(program, withApp);
    },
  },
  {
    title: 'Mail:',
    names: /^mail:/,
    async add() {
      const { addMailCommands } = await import('./core/mail/commands/mail.command.js');
      addMailCommands(program, withApp);
    },
  },
  {
    title: 'Background tasks:',
    names: /^tasks:/,
    async add() {
      const { addTasksCommands } = await import('./core/jobs/commands/tasks.command.js');
      addTasksCommands(program, withApp);
    },
  },
  {
    title: 'CVs:',
    names: /^(improve|ai-responses:)/,
    async add() {
      const { addImproveCommand } = await import('./cv/commands/improve.command.js');
      const { addAiResponsesCommands } = await import('./cv/commands/ai-responses.command.js');
      addImproveCommand(program);
      addAiResponsesCommands(program, withApp);
    },
  },
  {
    title: 'Development:',
    names: /^module:/,
    async add() {
      const { addModuleCommands } = await import('./core/scaffold/commands/module.command.js');
      addModuleCommands(program);
    },
  },
];

const own = groups.find(({ names }) => names.test(process.argv[2] ?? ''));
for (const { title, add } of own ? [own] : groups) {
  program.commandsGroup(title);
  await add();
}

await runProgram(program);
