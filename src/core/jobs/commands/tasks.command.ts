import type { Command } from 'commander';
import type { WithApp } from '../../cli/with-app.js';
import { list, type ListOptions } from './list-tasks.command.js';
import { purge, type PurgeOptions } from './purge-tasks.command.js';
import { retry, type RetryOptions } from './retry-tasks.command.js';
import { run, type RunOptions } from './run-task.command.js';

/** Adds `tasks:*`. */
export function addTasksCommands(program: Command, withApp: WithApp): void {
  program
    .command('tasks:list')
    .description('background tasks and what came of them, the newest first')
    .option('--status <status>', 'waiting, running, done, failed, cancelled or expired')
    .option('--job <name>', 'of this job only')
    .option('--queue <name>', 'of this queue only')
    .option('--limit <n>', 'so many at most', Number, 50)
    .option('--json', 'the tasks as JSON')
    .action((options: ListOptions) => withApp((app) => list(app, options)));
  program
    .command('tasks:run <job>')
    .description('queue a job, for a worker to run')
    .option('--payload <json>', 'what the job is told', '{}')
    .option('--json', 'the id of the task as JSON')
    .action((job: string, options: RunOptions) => withApp((app) => run(app, job, options)));
  program
    .command('tasks:retry [task...]')
    .description('run tasks again that did not succeed')
    .option('--failed', 'all that failed')
    .option('--job <name>', 'with --failed: of this job only')
    .option('--queue <name>', 'with --failed: of this queue only')
    .option('--dry-run', 'only tell how many that is')
    .option('--yes', 'do not ask')
    .action((tasks: string[], options: RetryOptions) => withApp((app) => retry(app, tasks, options)));
  program
    .command('tasks:purge')
    .description('cancel tasks that wait; those that run are left')
    .option('--job <name>', 'of this job only')
    .option('--queue <name>', 'of this queue only')
    .option('--dry-run', 'only tell how many that is')
    .option('--yes', 'do not ask')
    .option('--json', 'the counts as JSON')
    .action((options: PurgeOptions) => withApp((app) => purge(app, options)));
}
