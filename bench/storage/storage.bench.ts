import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, createReadStream, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBuckets } from '../../src/core/storage/open-buckets.js';
import { FilesystemStorage } from '../../src/core/storage/filesystem.storage.js';
import type { Bench, Row } from '../support/bench.js';
import { pin, SERVER_CORE, unpin } from '../support/cores.js';
import { median } from '../support/statistics.js';
import type { CopyResult, CopyTask } from './copy-task.js';

const ROUNDS = 3;
const FILE_MB = Number(process.env.BENCH_FILE_MB ?? 1024);

/** The speed that is wanted, as a share of the bare copy's, and the memory. */
const [SPEED, MEMORY_MB] = [0.8, 64];

const HEADERS = { contentType: 'application/octet-stream' };

/** Streams of a large file through the storages, beside the barest copy there is. */
export const storage: Bench = {
  name: 'storage',
  about: 'a gigabyte into the storages and out of them, beside a bare copy',
  async run() {
    const directory = mkdtempSync(join(tmpdir(), 'bench-storage-'));
    const s3 = fork(new URL('s3-server.child.js', import.meta.url), [join(directory, 's3')], {
      execArgv: [],
    });
    try {
      const [{ url }] = (await once(s3, 'message')) as [{ url: string }];
      const file = writeFile(join(directory, 'file'));
      const key = randomUUID();
      const [disk, bucket] = [join(directory, 'disk'), bucketAt(url)];
      await new FilesystemStorage(disk).put(key, createReadStream(file));
      await bucket.put(key, createReadStream(file), HEADERS);
      const rows: Row[] = [];
      for (const backend of ['filesystem', 's3'] as const)
        for (const direction of ['put', 'get'] as const) {
          const path = direction === 'put' ? file : join(directory, 'out');
          const place = backend === 's3' ? url : disk;
          rows.push(await compare({ backend, direction, path, key, place }));
        }
      return rows;
    } finally {
      s3.kill('SIGKILL');
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

async function compare(task: Omit<CopyTask, 'by'>): Promise<Row> {
  const rounds: { bare: CopyResult; service: CopyResult }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const first = await measure({ ...task, by: round % 2 ? 'service' : 'bare' });
    const second = await measure({ ...task, by: round % 2 ? 'bare' : 'service' });
    rounds.push(round % 2 ? { bare: second, service: first } : { bare: first, service: second });
  }
  const ratios = rounds.map(({ bare, service }) => bare.seconds / service.seconds);
  const speed = (by: 'bare' | 'service') => FILE_MB / median(rounds.map((round) => round[by].seconds));
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  return {
    what: `${task.direction}, ${task.backend}`,
    'bare MB/s': Math.round(speed('bare')),
    'service MB/s': Math.round(speed('service')),
    'of bare': percent(median(ratios)),
    rounds: `${percent(Math.min(...ratios))} to ${percent(Math.max(...ratios))}`,
    wanted: percent(SPEED),
    'extra MB': Math.round(Math.max(...rounds.map(({ service }) => service.extraMb))),
    'of bare, MB': Math.round(Math.max(...rounds.map(({ bare }) => bare.extraMb))),
    'MB wanted': MEMORY_MB,
  };
}

/** A process of its own each time: memory that an earlier run left would count for nothing. */
async function measure(task: CopyTask): Promise<CopyResult> {
  const child = fork(new URL('copy.child.js', import.meta.url), [JSON.stringify(task)], { execArgv: [] });
  // The file system wants both cores: its threads are the other half of the work, in either case.
  if (task.backend === 's3') pin(child.pid!, SERVER_CORE);
  else unpin(child.pid!);
  const answered = once(child, 'message') as Promise<[CopyResult]>;
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${task.direction} by ${task.by} on ${task.backend} ended with ${code} and no result`);
  });
  const [result] = await Promise.race([answered, failed]);
  await failed.catch(() => undefined);
  return result;
}

function bucketAt(endpoint: string) {
  return openBuckets({
    ...{ endpoint, region: 'us-east-1', accessKey: 'S3RVER', secretKey: 'S3RVER', pathStyle: true },
    ...{ timeoutMs: 60_000, buckets: { media: 'cv-media', static: 'cv-static', finance: 'cv-finance' } },
  })('media');
}

/** Random bytes, which no file system stores smaller than they are. */
function writeFile(path: string): string {
  const file = openSync(path, 'w');
  for (let written = 0; written < FILE_MB; written += 1) writeSync(file, randomBytes(1024 ** 2));
  fsyncSync(file); // or it would be on its way to the disk while the first rounds are measured
  closeSync(file);
  return path;
}
