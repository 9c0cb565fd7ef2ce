import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cacheContract, openCacheDatabase } from '../../../test/support/cache-contract.js';
import type { OpenTransactions } from '../../../test/support/open-transactions.js';
import { MemoryBackend } from './memory.backend.js';

const HOUR_MS = 3_600_000;

let open: OpenTransactions;
beforeAll(async () => {
  open = await openCacheDatabase();
});
afterAll(() => open.close());

describe('Cache in memory', () => {
  cacheContract(
    () => open,
    () => new MemoryBackend(),
  );

  it('holds a bounded number of values', async () => {
    const backend = new MemoryBackend(2);
    const namespace = { name: 'few', tags: [] };
    for (const key of ['a', 'b', 'c']) await backend.write(namespace, key, '0', key, HOUR_MS);
    const found = await Promise.all(['a', 'b', 'c'].map((key) => backend.read(namespace, key)));
    expect(found.map((reading) => reading.found?.value)).toEqual([undefined, 'b', 'c']);
  });
});
