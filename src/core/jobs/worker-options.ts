import { parseArgs } from 'node:util';
import { isQueueName, QUEUE_NAMES, type QueueName } from './queue-names.js';

/** What a worker process consumes. */
export interface WorkerOptions {
  /** All of them unless said otherwise. */
  queues?: QueueName[];
  /** Jobs at the same time, for each queue; 4 unless said otherwise. */
  concurrency?: number;
}

const MAX_CONCURRENCY = 1_000;

export const WORKER_USAGE = `Usage: npm run worker -- [options]

Consumes background jobs until it is stopped.

Options:
  --queues <names>     only these queues, separated by commas: ${QUEUE_NAMES.join(', ')}
  --concurrency <n>    jobs at the same time, for each queue (default: 4)
  -h, --help           say this`;

/** The call of a worker cannot be understood; the message says what to write. */
export class WorkerUsageError extends Error {}

/** @returns 'help' when that is asked for. @throws WorkerUsageError */
export function workerOptions(args: string[]): WorkerOptions | 'help' {
  const { help, queues, concurrency } = parsed(args);
  if (help) return 'help';
  return {
    ...(queues !== undefined && { queues: queueNames(queues) }),
    ...(concurrency !== undefined && { concurrency: count(concurrency) }),
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        queues: { type: 'string' },
        concurrency: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new WorkerUsageError(`${(error as Error).message}\n\n${WORKER_USAGE}`);
  }
}

function queueNames(text: string): QueueName[] {
  const names = [...new Set(text.split(',').map((name) => name.trim()))];
  const unknown = names.filter((name) => !isQueueName(name));
  if (unknown.length > 0)
    throw new WorkerUsageError(
      `There is no queue "${unknown.join('", "')}". There are: ${QUEUE_NAMES.join(', ')}.`,
    );
  return names as QueueName[];
}

function count(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= MAX_CONCURRENCY) return number;
  throw new WorkerUsageError(`--concurrency takes a number from 1 to ${MAX_CONCURRENCY}, not "${text}".`);
}
