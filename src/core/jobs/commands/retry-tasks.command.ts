import type { INestApplicationContext } from '@nestjs/common';
import { CommandError } from '../../cli/command-error.js';
import { confirm } from '../../cli/confirm.js';
import { UsageError } from '../../cli/usage-error.js';
import { NotFoundError } from '../../http/app-error.js';
import { TaskResults } from '../task-results.service.js';
import { findTasks, type TaskFilter } from './task-selection.js';

export interface RetryOptions extends Pick<TaskFilter, 'job' | 'queue'> {
  failed?: boolean;
  dryRun?: boolean;
  yes?: boolean;
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether the call makes sense at all, which takes no database to tell. @throws UsageError */
export function requireChoice(tasks: string[], { failed = false, job, queue }: RetryOptions): void {
  if (failed === tasks.length > 0)
    throw new UsageError('Name the tasks, or pass --failed for all that failed.');
  if (!failed && (job ?? queue) !== undefined) throw new UsageError('--job and --queue go with --failed.');
  const wrong = tasks.find((task) => !UUID.test(task));
  if (wrong) throw new UsageError(`"${wrong}" is no id of a task; \`tasks:list\` shows them.`);
}

/** `tasks:retry` */
export async function retry(
  app: INestApplicationContext,
  tasks: string[],
  { failed = false, dryRun, yes, ...filter }: RetryOptions,
): Promise<void> {
  const chosen = failed ? await failedTasks(app, filter) : tasks;
  if (dryRun) return console.log(`Would run again: ${told(chosen.length)}. Nothing was changed.`);
  if (failed && chosen.length > 0) await confirm(`Run ${told(chosen.length)} again?`, { yes });
  const refused: string[] = [];
  for (const task of chosen) if (!(await retried(app, task))) refused.push(task);
  console.log(`${told(chosen.length - refused.length)} will be run again.`);
  if (refused.length > 0)
    throw new CommandError(`Not run again, since unknown, under way or done: ${refused.join(', ')}.`);
}

async function failedTasks(app: INestApplicationContext, filter: TaskFilter): Promise<string[]> {
  const found = await findTasks(app, { ...filter, status: 'failed' });
  return found.map(({ task }) => task);
}

async function retried(app: INestApplicationContext, task: string): Promise<boolean> {
  try {
    return await app.get(TaskResults).retry(task);
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}

const told = (count: number): string => `${count} ${count === 1 ? 'task' : 'tasks'}`;
