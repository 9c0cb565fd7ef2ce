import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { S3Config } from '../../src/core/config/storage-config.js';
import { ByteMeter } from '../../src/core/storage/byte-meter.js';
import { peek, sniffContentType } from '../../src/core/storage/content-type.js';
import { FilesystemStorage } from '../../src/core/storage/filesystem.storage.js';
import { asSource } from '../../src/core/storage/new-file.js';
import { openBuckets } from '../../src/core/storage/open-buckets.js';
import type { Storage } from '../../src/core/storage/storage.js';
import type { CopyResult, CopyTask } from './copy-task.js';

const task = JSON.parse(process.argv[2] ?? '') as CopyTask;
const config: S3Config = {
  ...{ endpoint: task.place, region: 'us-east-1', accessKey: 'S3RVER', secretKey: 'S3RVER', pathStyle: true },
  ...{ timeoutMs: 60_000, buckets: { media: 'cv-media', static: 'cv-static', finance: 'cv-finance' } },
};

const storage: Storage =
  task.backend === 's3' ? openBuckets(config)('media') : new FilesystemStorage(task.place);

/** The system's own high-water mark would count the loading of modules. */
const SAMPLE_MS = 10;

/**
 * The least that keeps what it is given: Node's own streams with their defaults, on the disk before the file has its name,
 * as whoever must not lose or show half of it does; or Amazon's client with its defaults.
 */
const bare = {
  filesystem: {
    async put(path: string, key: string): Promise<void> {
      const target = join(task.place, key);
      await pipeline(createReadStream(path), createWriteStream(`${target}.part`, { flush: true }));
      await rename(`${target}.part`, target);
      await sync(task.place);
    },
    async get(path: string, key: string): Promise<void> {
      await pipeline(createReadStream(join(task.place, key.slice(0, 2), key)), createWriteStream(path));
    },
  },
  s3: {
    async put(path: string, key: string): Promise<void> {
      const params = { Bucket: config.buckets.media, Key: key, Body: createReadStream(path) };
      await new Upload({ client: client(), params }).done();
    },
    async get(path: string, key: string): Promise<void> {
      const { Body } = await client().send(new GetObjectCommand({ Bucket: config.buckets.media, Key: key }));
      await pipeline(Body as Readable, createWriteStream(path));
    },
  },
};

const service = {
  async put(path: string, key: string): Promise<void> {
    const { head, bytes } = await peek(asSource(createReadStream(path)));
    await storage.put(key, new ByteMeter().measure(bytes), { contentType: await sniffContentType(head) });
  },
  async get(path: string, key: string): Promise<void> {
    await pipeline((await storage.get(key)).stream, createWriteStream(path));
  },
};

function client(): S3Client {
  return new S3Client({
    ...{ endpoint: task.place, region: 'us-east-1', forcePathStyle: true },
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
}

async function sync(path: string): Promise<void> {
  const file = await open(path);
  await file.sync();
  await file.close();
}

const run = task.by === 'bare' ? bare[task.backend] : service;
mkdirSync(join(task.path, '..'), { recursive: true });
const key = task.direction === 'put' ? randomUUID() : task.key;
const before = process.memoryUsage.rss();
let peak = before;
const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), SAMPLE_MS);
const started = performance.now();
await run[task.direction](task.path, key);
const result: CopyResult = {
  seconds: (performance.now() - started) / 1000,
  extraMb: (peak - before) / 1024 ** 2,
};
clearInterval(watch);
if (task.direction === 'get') await rm(task.path);
else if (task.by === 'bare' && task.backend === 'filesystem') await rm(join(task.place, key));
else await storage.delete(key);
process.send?.(result);
