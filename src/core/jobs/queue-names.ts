/** The queues jobs wait in; a worker consumes some or all of them (`npm run worker -- --queues ai,mail`). */
export const QUEUE_NAMES = ['default', 'ai', 'mail', 'maintenance'] as const;

export type QueueName = (typeof QUEUE_NAMES)[number];

/** Whether there is a queue of that name. */
export function isQueueName(name: string): name is QueueName {
  return (QUEUE_NAMES as readonly string[]).includes(name);
}
