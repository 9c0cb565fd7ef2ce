import type { INestApplicationContext } from '@nestjs/common';
import { CommandError } from '../../cli/command-error.js';
import { ProgressBar } from '../../cli/progress-bar.js';
import { UsageError } from '../../cli/usage-error.js';
import { AppConfig } from '../../config/app-config.js';
import { STORAGE_NAMES, type StorageBackend, type StorageName } from '../../config/storage-config.js';
import { Transactions } from '../../database/transactions.service.js';
import { copyObjects, filesToCopy, type ObjectToCopy, staticToCopy } from '../copy-storage.js';
import { openStorages } from '../open-storage.js';
import type { Storage } from '../storage.js';

export interface CopyOptions {
  from: StorageBackend;
  to: StorageBackend;
  only?: StorageName[];
  dryRun?: boolean;
}

/** `storage:copy` */
export async function copy(
  app: INestApplicationContext,
  { from, to, only = [...STORAGE_NAMES], dryRun }: CopyOptions,
): Promise<void> {
  if (from === to) throw new UsageError('--from and --to are the same.');
  const { storage } = app.get(AppConfig);
  if (!storage.s3)
    throw new UsageError('No S3 is configured: set S3_REGION, S3_ACCESS_KEY and the other S3_* first.');
  const [source, target] = [await openStorages(storage, from), await openStorages(storage, to)];
  let failures = 0;
  for (const name of only) {
    const find = () => missingIn(app, name, source(name), target(name));
    const { count, bytes } = await sum(find());
    if (dryRun) console.log(`${name}: ${count} files with ${bytes} bytes would be copied.`);
    else failures += await copyAll(name, count, find(), source(name), target(name));
  }
  if (failures > 0)
    throw new CommandError(
      `${failures} files were not copied; the others are there. Run it again once that is mended.`,
    );
}

/** @returns how many failed. */
async function copyAll(
  name: StorageName,
  count: number,
  objects: AsyncIterable<ObjectToCopy>,
  from: Storage,
  to: Storage,
): Promise<number> {
  const bar = new ProgressBar(`Copying ${name}`, count);
  let [copied, failed] = [0, 0];
  await copyObjects(objects, from, to, ({ object, error }) => {
    bar.advance();
    if (!error) copied += 1;
    else {
      failed += 1;
      process.stderr.write(`${name} ${object.key}: ${causeOf(error)}\n`);
    }
  });
  bar.stop();
  console.log(`${name}: ${copied} files copied.`);
  return failed;
}

/** What the storage said rather than what a client would be told. */
const causeOf = ({ message, cause }: Error): string => (cause instanceof Error ? cause.message : message);

function missingIn(
  app: INestApplicationContext,
  name: StorageName,
  from: Storage,
  to: Storage,
): AsyncIterable<ObjectToCopy> {
  return name === 'static' ? staticToCopy(from, to) : filesToCopy(app.get(Transactions), name, to);
}

async function sum(objects: AsyncIterable<ObjectToCopy>): Promise<{ count: number; bytes: number }> {
  let [count, bytes] = [0, 0];
  for await (const { size } of objects) {
    count += 1;
    bytes += size;
  }
  return { count, bytes };
}
