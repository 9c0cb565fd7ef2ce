import type { INestApplicationContext } from '@nestjs/common';
import { confirm } from '../../cli/confirm.js';
import { printJson } from '../../cli/print-json.js';
import { TaskResults } from '../task-results.service.js';
import { findTasks, type TaskFilter } from './task-selection.js';

export interface PurgeOptions extends Pick<TaskFilter, 'job' | 'queue'> {
  dryRun?: boolean;
  yes?: boolean;
  json?: boolean;
}

/** `tasks:purge` */
export async function purge(
  app: INestApplicationContext,
  { dryRun = false, yes, json, ...filter }: PurgeOptions,
): Promise<void> {
  const waiting = await findTasks(app, { ...filter, status: 'waiting' });
  if (!dryRun && waiting.length > 0) await confirm(`Cancel ${told(waiting.length)} that wait?`, { yes });
  let cancelled = 0;
  if (!dryRun) for (const { task } of waiting) if (await app.get(TaskResults).cancel(task)) cancelled += 1;
  if (json) return printJson({ waiting: waiting.length, cancelled, dry_run: dryRun });
  console.log(
    dryRun ? `Would cancel ${told(waiting.length)}. Nothing was changed.` : `Cancelled ${told(cancelled)}.`,
  );
}

const told = (count: number): string => `${count} ${count === 1 ? 'task' : 'tasks'}`;
