import { expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { Sha256 } from './sha256.js';

const LARGE = 4 * 1024 ** 2;
const BUFFER = 256 * 1024;

async function hashed(bytes: Uint8Array, portion: number): Promise<string> {
  const hash = new Sha256();
  try {
    for (let at = 0; at < bytes.length; at += portion) await hash.update(bytes.subarray(at, at + portion));
    return await hash.digest();
  } finally {
    hash.close();
  }
}

it.each([
  [0, 1],
  [1, 1],
  [LARGE - 1, 65_536],
  [LARGE, 65_536],
  [LARGE + BUFFER, BUFFER],
  [LARGE + BUFFER - 1, 1_000_003],
  [9_999_991, 9_999_991],
  [9_999_991, 70_001],
])('hashes %i bytes in portions of %i as Node does', async (size, portion) => {
  const bytes = randomBytes(size);
  expect(await hashed(bytes, portion)).toBe(createHash('sha256').update(bytes).digest('hex'));
});

it('hashes several large streams at the same time', async () => {
  const streams = Array.from({ length: 5 }, () => randomBytes(LARGE + 12_345));
  const wanted = streams.map((bytes) => createHash('sha256').update(bytes).digest('hex'));
  expect(await Promise.all(streams.map((bytes) => hashed(bytes, 100_000)))).toEqual(wanted);
});

it('may be left in the middle, and leaves the bytes to their owner', async () => {
  const bytes = randomBytes(LARGE);
  const hash = new Sha256();
  await hash.update(bytes);
  hash.close();
  expect(bytes.byteLength).toBe(LARGE);
  await expect(hash.digest()).rejects.toThrow('has ended');
});
