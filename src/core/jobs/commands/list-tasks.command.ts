import type { INestApplicationContext } from '@nestjs/common';
import { printJson } from '../../cli/print-json.js';
import { type Column, table } from '../../cli/table.js';
import { findTasks, type ListedTask, type TaskFilter } from './task-selection.js';

export interface ListOptions extends TaskFilter {
  limit: number;
  json?: boolean;
}

const COLUMNS: Column<ListedTask>[] = [
  { title: 'TASK', value: ({ task }) => task },
  { title: 'JOB', value: ({ job }) => job },
  { title: 'QUEUE', value: ({ queue }) => queue },
  { title: 'STATUS', value: ({ status }) => status },
  { title: 'RUNS', value: ({ attempts }) => attempts, align: 'right' },
  { title: 'ASKED FOR', value: ({ created_at: at }) => at.toISOString() },
  { title: 'MS', value: ({ duration_ms: ms }) => ms ?? '-', align: 'right' },
  { title: 'PROBLEM', value: ({ problem }) => problem ?? '' },
];

/** `tasks:list` */
export async function list(
  app: INestApplicationContext,
  { limit, json, ...filter }: ListOptions,
): Promise<void> {
  const tasks = await findTasks(app, filter, limit);
  if (json) return printJson(tasks);
  console.log(tasks.length > 0 ? table(COLUMNS, tasks) : 'There are no such tasks.');
}
