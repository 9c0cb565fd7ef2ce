import type { INestApplicationContext } from '@nestjs/common';
import { printJson } from '../../cli/print-json.js';
import { UsageError } from '../../cli/usage-error.js';
import { InvalidPayloadError } from '../job.errors.js';
import { JobRegistry } from '../job-registry.js';
import type { JobPayload } from '../job.js';
import { Outbox } from '../outbox.service.js';

export interface RunOptions {
  payload: JobPayload;
  json?: boolean;
}

/** `tasks:run` */
export async function run(
  app: INestApplicationContext,
  job: string,
  { payload, json }: RunOptions,
): Promise<void> {
  const registry = app.get(JobRegistry);
  if (!registry.has(job))
    throw new UsageError(`There is no job "${job}". There are: ${registry.names().join(', ')}.`);
  const task = await explained(app.get(Outbox).enqueue(registry.typeOf(job), payload));
  if (json) return printJson({ task });
  console.log(`Queued ${job} as task ${task}; \`tasks:list --job ${job}\` tells what becomes of it.`);
}

async function explained(queued: Promise<string>): Promise<string> {
  try {
    return await queued;
  } catch (error) {
    if (error instanceof InvalidPayloadError) throw new UsageError(`--payload: ${error.message}`);
    throw error;
  }
}
