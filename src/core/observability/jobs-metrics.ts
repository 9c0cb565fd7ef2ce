import { Gauge, type Registry } from 'prom-client';
import type { Transactions } from '../database/transactions.service.js';
import { QUEUE_NAMES } from '../jobs/queue-names.js';
import { type JobCounts, readJobCounts } from './job-counts.js';

/** How long figures of the database serve, in milliseconds: scrapers may come as often as they like. */
const FRESH_MS = 5_000;

const UNDER_WAY = ['waiting', 'running'] as const;
const ENDED = ['done', 'failed', 'cancelled', 'expired'] as const;

/**
 * What all processes together have to do, and have done of late. Read from the tables, which are the truth about tasks,
 * so each process tells the same; while the database is away these figures are missing.
 */
export function addJobsMetrics(registry: Registry, transactions: Transactions): void {
  let latest: { counts: Promise<JobCounts | null>; until: number } | undefined;
  const read = (): Promise<JobCounts | null> => {
    if (!latest || latest.until < Date.now())
      latest = { counts: readJobCounts(transactions).catch(() => null), until: Date.now() + FRESH_MS };
    return latest.counts;
  };

  const perState = (name: string, help: string, states: readonly string[]): void =>
    void new Gauge({
      name,
      help,
      labelNames: ['queue', 'state'],
      registers: [registry],
      async collect() {
        const counts = await read();
        this.reset();
        for (const queue of counts ? QUEUE_NAMES : [])
          for (const state of states) this.set({ queue, state }, counts?.tasks.get(`${queue} ${state}`) ?? 0);
      },
    });
  perState('jobs', 'Tasks that wait and that run, in all processes.', UNDER_WAY);
  perState('jobs_recent', 'Tasks asked for within the last hour that have ended, in all processes.', ENDED);

  const ofOutbox = (name: string, help: string, value: (counts: JobCounts) => number): void =>
    void new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const counts = await read();
        if (counts) this.set(value(counts));
        else this.remove();
      },
    });
  ofOutbox('outbox_messages', 'Tasks that are not queued yet; some wait for others.', ({ outbox }) => outbox);
  ofOutbox(
    'outbox_oldest_seconds',
    'For how long the oldest task has been waiting to be queued that waits for no other; 0 without one.',
    ({ oldestSeconds }) => oldestSeconds,
  );
}
