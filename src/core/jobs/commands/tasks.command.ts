import { type Command, InvalidArgumentError, Option } from 'commander';
import type { WithApp } from '../../cli/with-app.js';
import type { JobPayload } from '../job.js';
import { QUEUE_NAMES } from '../queue-names.js';
import { TASK_STATUSES } from '../task-result.entity.js';
import { list, type ListOptions } from './list-tasks.command.js';
import { purge, type PurgeOptions } from './purge-tasks.command.js';
import { requireChoice, retry, type RetryOptions } from './retry-tasks.command.js';
import { run, type RunOptions } from './run-task.command.js';

/** Adds `tasks:*`. */
export function addTasksCommands(program: Command, withApp: WithApp): void {
  program
    .command('tasks:list')
    .description('background tasks and what came of them, the newest first')
    .addOption(new Option('--status <status>', 'of this status only').choices(TASK_STATUSES))
    .option('--job <name>', 'of this job only')
    .addOption(new Option('--queue <name>', 'of this queue only').choices(QUEUE_NAMES))
    .option('--limit <n>', 'so many at most', positive, 50)
    .option('--json', 'the tasks as JSON')
    .action((options: ListOptions) => withApp((app) => list(app, options)));
  program
    .command('tasks:run <job>')
    .description('queue a job, for a worker to run')
    .option('--payload <json>', 'what the job is told', json, {})
    .option('--json', 'the id of the task as JSON')
    .action((job: string, options: RunOptions) => withApp((app) => run(app, job, options)));
  program
    .command('tasks:retry [task...]')
    .description('run tasks again that did not succeed')
    .option('--failed', 'all that failed')
    .option('--job <name>', 'with --failed: of this job only')
    .addOption(new Option('--queue <name>', 'with --failed: of this queue only').choices(QUEUE_NAMES))
    .option('--dry-run', 'only tell how many that is')
    .option('--yes', 'do not ask')
    .action((tasks: string[], options: RetryOptions) => {
      requireChoice(tasks, options);
      return withApp((app) => retry(app, tasks, options));
    });
  program
    .command('tasks:purge')
    .description('cancel tasks that wait; those that run are left')
    .option('--job <name>', 'of this job only')
    .addOption(new Option('--queue <name>', 'of this queue only').choices(QUEUE_NAMES))
    .option('--dry-run', 'only tell how many that is')
    .option('--yes', 'do not ask')
    .option('--json', 'the counts as JSON')
    .action((options: PurgeOptions) => withApp((app) => purge(app, options)));
}

function positive(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It takes a whole number from 1.');
  return Number(text);
}

/** What the outbox will check further. */
function json(text: string): JobPayload {
  try {
    return JSON.parse(text) as JobPayload;
  } catch (error) {
    throw new InvalidArgumentError(`It takes JSON such as '{"days": 30}': ${(error as Error).message}.`);
  }
}
