import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { databaseOptions } from '../../database/database-options.js';
import { Transactions } from '../../database/transactions.service.js';
import { ForbiddenError } from '../app-error.js';
import { IdempotencyKeyInUseError, IdempotencyKeyReusedError } from './idempotency.errors.js';
import { Idempotency, type KeyedRequest } from './idempotency.service.js';

Logger.overrideLogger(false);

let database: TestDatabase;
let source: DataSource;
let transactions: Transactions;
let idempotency: Idempotency;
let request: KeyedRequest;

beforeAll(async () => {
  database = await createTestDatabase();
  const options = databaseOptions(database.url, 'request', 5);
  source = await new DataSource({ ...options, entities: [], migrations: [] }).initialize();
  transactions = new Transactions(source);
  idempotency = new Idempotency(transactions);
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});
beforeEach(async () => {
  const name = randomUUID();
  const [user] = await transactions.sql<{ id: number }>(
    `INSERT INTO "user" (username, email, password_hash) VALUES ($1, $2, 'x') RETURNING id`,
    [name, `${name}@example.com`],
  );
  request = { userId: user?.id ?? 0, route: 'POST /things', key: name, fingerprint: 'one' };
});

const ANSWER = { status: 201, headers: { location: '/things/1' }, body: { z: 1, a: null } };

/** Claims the key for a request that is new. */
async function claim(): Promise<string> {
  const token = await idempotency.claim(request);
  if (typeof token !== 'string') throw new Error('it was answered before');
  return token;
}

const age = (interval: string) =>
  transactions.sql('UPDATE idempotency_key SET created_at = now() - $1::interval WHERE key = $2', [
    interval,
    request.key,
  ]);

describe('Idempotency', () => {
  it('gives the kept answer again, as it was', async () => {
    await idempotency.run(await claim(), () => Promise.resolve(ANSWER));
    const kept = await idempotency.claim(request);
    expect(kept).toMatchObject(ANSWER);
    expect(JSON.stringify((kept as typeof ANSWER).body)).toBe('{"z":1,"a":null}');
    await expect(idempotency.claim({ ...request, fingerprint: 'two' })).rejects.toThrow(
      IdempotencyKeyReusedError,
    );
  });

  it('keeps an answer with its effect, and neither when the transaction fails', async () => {
    const failed = idempotency.run(await claim(), () =>
      transactions.run(async () => {
        await idempotency.keep(() => ANSWER);
        throw new Error('before the commit');
      }),
    );
    await expect(failed).rejects.toThrow('before the commit');
    expect(typeof (await idempotency.claim(request))).toBe('string');
  });

  it('keeps the answer of an effect whatever fails afterwards, unless it was refused on purpose', async () => {
    const afterCommit = (error: Error) => async () => {
      await transactions.run(() => idempotency.keep(() => ANSWER));
      throw error;
    };
    await expect(idempotency.run(await claim(), afterCommit(new ForbiddenError()))).rejects.toThrow(
      ForbiddenError,
    );
    await expect(idempotency.run(await claim(), afterCommit(new Error('gone')))).rejects.toThrow('gone');
    expect(await idempotency.claim(request)).toMatchObject(ANSWER);
  });

  it('lets one of many take over a dead claim, and a late owner do nothing', async () => {
    const late = await claim();
    await expect(idempotency.claim(request)).rejects.toThrow(IdempotencyKeyInUseError);
    await age('61 seconds');
    const claims = await Promise.allSettled(Array.from({ length: 5 }, () => idempotency.claim(request)));
    expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const work = idempotency.run(late, async () => {
      await transactions.run(() => idempotency.keep(() => ANSWER));
      return ANSWER;
    });
    await expect(work).rejects.toThrow(IdempotencyKeyInUseError);
    await expect(idempotency.claim(request)).rejects.toThrow(IdempotencyKeyInUseError);
  });

  it('makes no answer for a request without a key', async () => {
    await idempotency.keep(() => {
      throw new Error('not wanted');
    });
  });

  it('sweeps what is older than a day', async () => {
    await idempotency.run(await claim(), () => Promise.resolve(ANSWER));
    await age('23 hours');
    expect(await idempotency.sweep()).toBe(0);
    await age('25 hours');
    expect(await idempotency.sweep()).toBe(1);
    expect(typeof (await idempotency.claim(request))).toBe('string');
  });
});
