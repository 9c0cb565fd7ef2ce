import { Gauge, type Registry } from 'prom-client';
import type { Transactions } from '../database/transactions.service.js';
import { QUEUE_NAMES } from '../jobs/queue-names.js';
import { addFigure, freshFigures } from './fresh-figures.js';
import { readJobCounts } from './job-counts.js';

const UNDER_WAY = ['waiting', 'running'] as const;
const ENDED = ['done', 'failed', 'cancelled', 'expired'] as const;

/**
 * What all processes together have to do, and have done of late. Read from the tables, which are the truth about tasks,
 * so each process tells the same; while the database is away these figures are missing.
 */
export function addJobsMetrics(registry: Registry, transactions: Transactions): void {
  const figures = freshFigures(() => readJobCounts(transactions));
  const perState = (name: string, help: string, states: readonly string[]): void =>
    void new Gauge({
      name,
      help,
      labelNames: ['queue', 'state'],
      registers: [registry],
      async collect() {
        const counts = await figures();
        this.reset();
        for (const queue of counts ? QUEUE_NAMES : [])
          for (const state of states) this.set({ queue, state }, counts?.tasks.get(`${queue} ${state}`) ?? 0);
      },
    });
  perState('jobs', 'Tasks that wait and that run, in all processes.', UNDER_WAY);
  perState('jobs_recent', 'Tasks asked for within the last hour that have ended, in all processes.', ENDED);
  addFigure(registry, figures, {
    name: 'outbox_messages',
    help: 'Tasks that are not queued yet; some wait for others.',
    value: ({ outbox }) => outbox,
  });
  addFigure(registry, figures, {
    name: 'outbox_oldest_seconds',
    help: 'Age of the oldest task that is not queued yet and waits for no other; 0 without any.',
    value: ({ oldestSeconds }) => oldestSeconds,
  });
}
