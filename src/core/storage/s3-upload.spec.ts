import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { type FaultyS3, startFaultyS3 } from '../../../test/support/s3-faults.js';
import { startS3, type TestS3 } from '../../../test/support/s3.js';
import { openBuckets } from './open-buckets.js';
import type { Storage } from './storage.js';
import { StorageUnavailableError } from './storage.errors.js';

/** Of S3: the smallest part but the last. */
const PART = 5 * 1024 ** 2;
const HEADERS = { contentType: 'application/octet-stream' };

let s3: TestS3;
let faulty: FaultyS3;
let storage: Storage;

beforeAll(async () => {
  s3 = await startS3();
  faulty = await startFaultyS3(s3.url);
  storage = openBuckets({ ...s3.config, endpoint: faulty.url, timeoutMs: 2_000 })('media');
});
afterAll(async () => {
  await faulty.close();
  await s3.close();
});

async function* inPieces(bytes: Buffer, length: number, closed?: () => void): AsyncGenerator<Buffer> {
  try {
    for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
  } finally {
    closed?.();
  }
}

const hash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

it.each([
  ['a part less a byte', PART - 1, 64 * 1024],
  ['a part', PART, 64 * 1024],
  ['a part in one piece', PART, PART],
  ['a part and a byte', PART + 1, 64 * 1024],
  ['more parts than have memory, in pieces that fit none', 4 * PART + 12_345, 777_777],
  ['two parts and a half, in one piece', 2.5 * PART, 3 * PART],
])('gives back %s as it was put', async (_what, size, length) => {
  const bytes = randomBytes(size);
  const key = randomUUID();
  await storage.put(key, inPieces(bytes, length), HEADERS);
  const { stream, size: told } = await storage.get(key);
  expect(told).toBe(size);
  expect(hash(await buffer(stream))).toBe(hash(bytes));
});

it.each([
  ['before its first part', 0],
  ['after its second part', 2 * PART + 1],
])('closes the source of an upload that S3 refuses %s', async (_when, failsAfter) => {
  let closed = false;
  async function* bytes() {
    let given = 0;
    for await (const piece of inPieces(Buffer.alloc(6 * PART), 100_000, () => (closed = true))) {
      if (given >= failsAfter) faulty.fault = 'forbidden';
      given += piece.length;
      yield piece;
    }
  }
  const key = randomUUID();
  await expect(storage.replace(key, bytes(), HEADERS)).rejects.toThrow(StorageUnavailableError);
  faulty.fault = null;
  expect(closed).toBe(true);
  expect(await storage.stat(key)).toBeNull();
});

it('ends an upload whose source breaks off, by the error of the source', async () => {
  async function* bytes() {
    yield Buffer.alloc(2 * PART);
    throw new RangeError('cut off');
  }
  const key = randomUUID();
  await expect(storage.put(key, bytes(), HEADERS)).rejects.toThrow(RangeError);
  expect(await storage.stat(key)).toBeNull();
});
