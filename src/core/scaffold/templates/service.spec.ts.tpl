import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type OpenTransactions, openTransactions } from '../../test/support/open-transactions.js';
import type { AppConfig } from '../core/config/app-config.js';
import { NotFoundError, StaleVersionError } from '../core/http/app-error.js';
import type { Idempotency } from '../core/http/idempotency/idempotency.service.js';
import { Cursors } from '../core/lists/cursors.service.js';
import { Lists } from '../core/lists/lists.service.js';
import { User } from '../users/user.entity.js';
import { {{Entity}} } from './{{file}}.entity.js';
import { {{Rooms}}Service } from './{{room}}.service.js';

describe('{{Rooms}}Service', () => {
  let database: OpenTransactions;
  let service: {{Rooms}}Service;
  let ada: number;
  let bob: number;

  beforeAll(async () => {
    database = await openTransactions([User, {{Entity}}]);
    const { source, transactions } = database;
    const cursors = new Cursors({ secretKey: 'a key of the test' } as AppConfig);
    const idempotency = { keep: async () => undefined } as unknown as Idempotency;
    service = new {{Rooms}}Service(transactions, new Lists(source, transactions, cursors), idempotency);
    const people = await transactions.insertAll(User, [
      { username: 'ada', email: 'ada@example.com' },
      { username: 'bob', email: 'bob@example.com' },
    ]);
    [ada, bob] = people.map(({ id }) => id) as [number, number];
  });

  afterAll(() => database?.close());

  beforeEach(() => database.source.query('DELETE FROM {{table}}'));

  it('makes one, and leaves a description out', async () => {
    const made = await service.create(ada, { name: 'First' });
    expect(made).toMatchObject({ user: ada, name: 'First', description: '', version: 1 });
    expect(await service.get(ada, made.id)).toEqual(made);
  });

  it('lists what somebody has, newest first', async () => {
    for (const name of ['First', 'Second']) await service.create(ada, { name });
    await service.create(bob, { name: 'Third' });
    const { count, results } = await service.list(ada, {});
    expect([count, results.map(({ name }) => name)]).toEqual([2, ['Second', 'First']]);
  });

  it('replaces every field, or changes those given', async () => {
    const { id } = await service.create(ada, { name: 'First', description: 'Long.' });
    expect(await service.change(ada, id, { name: 'Second' }, null)).toMatchObject({
      name: 'Second',
      description: 'Long.',
      version: 2,
    });
    expect(await service.change(ada, id, {}, null)).toMatchObject({ version: 2 });
    expect(await service.replace(ada, id, { name: 'Third' }, [2])).toMatchObject({
      name: 'Third',
      description: '',
      version: 3,
    });
  });

  it('refuses to change or delete a version that is no longer there', async () => {
    const { id } = await service.create(ada, { name: 'First' });
    await service.change(ada, id, { name: 'Second' }, [1]);
    await expect(service.change(ada, id, { name: 'Third' }, [1])).rejects.toThrow(StaleVersionError);
    await expect(service.delete(ada, id, [1])).rejects.toThrow(StaleVersionError);
    expect(await service.get(ada, id)).toMatchObject({ name: 'Second' });
  });

  it('keeps them from everybody else', async () => {
    const { id } = await service.create(ada, { name: 'First' });
    await expect(service.get(bob, id)).rejects.toThrow(NotFoundError);
    await expect(service.replace(bob, id, { name: 'Mine' }, null)).rejects.toThrow(NotFoundError);
    await expect(service.delete(bob, id, null)).rejects.toThrow(NotFoundError);
    await service.delete(ada, id, [1]);
    await expect(service.get(ada, id)).rejects.toThrow(NotFoundError);
  });
});
