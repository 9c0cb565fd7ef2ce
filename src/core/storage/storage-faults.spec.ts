import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { type FaultyS3, startFaultyS3 } from '../../../test/support/s3-faults.js';
import { startS3, type TestS3 } from '../../../test/support/s3.js';
import { asSource } from './new-file.js';
import { openBuckets } from './open-buckets.js';
import type { Storage } from './storage.js';
import { StorageUnavailableError } from './storage.errors.js';

const HEADERS = { contentType: 'text/plain' };
/** Two requests of half a second are over by then. */
const SOON_MS = 5_000;

let s3: TestS3;
let faulty: FaultyS3;
let storage: Storage;
let key: string;

beforeAll(async () => {
  s3 = await startS3();
  faulty = await startFaultyS3(s3.url);
  storage = openBuckets({ ...s3.config, endpoint: faulty.url, timeoutMs: 500 })('media');
});
beforeEach(async () => {
  faulty.fault = null;
  key = randomUUID();
  await storage.put(key, asSource(Buffer.alloc(300_000, 'x')), HEADERS);
});
afterAll(async () => {
  await faulty.close();
  await s3.close();
});

async function expectUnavailable(work: () => Promise<unknown>): Promise<void> {
  const started = Date.now();
  await expect(work()).rejects.toThrow(StorageUnavailableError);
  expect(Date.now() - started).toBeLessThan(SOON_MS);
}

describe.each(['forbidden', 'failing', 'hanging', 'reset'] as const)('an S3 that is %s', (fault) => {
  beforeEach(() => {
    faulty.fault = fault;
  });

  it.each([100, 12 * 1024 ** 2])(
    'makes a put of %i bytes a clear refusal that leaves nothing',
    async (size) => {
      const fresh = randomUUID();
      await expectUnavailable(() => storage.put(fresh, asSource(Buffer.alloc(size)), HEADERS));
      faulty.fault = null;
      expect(await storage.stat(fresh)).toBeNull();
    },
  );

  it('is told by every other call, and never as an object that is missing', async () => {
    await expectUnavailable(() => storage.get(key));
    await expectUnavailable(() => storage.stat(key));
    await expectUnavailable(() => storage.delete(key));
    await expectUnavailable(() => storage.list()[Symbol.asyncIterator]().next());
    await expectUnavailable(() => storage.removeDrafts(new Date()));
  });
});

it.each(['cut-body', 'stalled-body'] as const)('an object with a %s is no shorter object', async (fault) => {
  faulty.fault = fault;
  const started = Date.now();
  await expect(storage.get(key).then(({ stream }) => buffer(stream))).rejects.toThrow();
  expect(Date.now() - started).toBeLessThan(SOON_MS);
});

it('an S3 that fails half-way through an upload in parts keeps none of them', async () => {
  const fresh = randomUUID();
  async function* bytes() {
    yield Buffer.alloc(6 * 1024 ** 2);
    faulty.fault = 'failing';
    yield Buffer.alloc(6 * 1024 ** 2);
  }
  await expectUnavailable(() => storage.put(fresh, bytes(), HEADERS));
  faulty.fault = null;
  expect(await storage.stat(fresh)).toBeNull();
});

it('a bucket that does not exist is no missing object', async () => {
  const lost = openBuckets({ ...s3.config, buckets: { ...s3.config.buckets, media: 'cv-lost' } })('media');
  await expectUnavailable(() => lost.get(key));
  await expectUnavailable(() => lost.put(randomUUID(), asSource(Buffer.from('x')), HEADERS));
});

it('a secret that is wrong is refused', async () => {
  const checking = await startS3('@20minutes/s3rver');
  try {
    const good = openBuckets(checking.config)('media');
    await good.put(key, asSource(Buffer.from('x')), HEADERS);
    const bad = openBuckets({ ...checking.config, secretKey: 'guessed' })('media');
    await expectUnavailable(() => bad.get(key));
    await expectUnavailable(() => bad.put(randomUUID(), asSource(Buffer.from('x')), HEADERS));
  } finally {
    await checking.close();
  }
});
