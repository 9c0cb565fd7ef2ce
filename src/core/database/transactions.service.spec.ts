import { Logger } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { openTransactions, type OpenTransactions } from '../../../test/support/open-transactions.js';
import { ProcessedEffect } from '../jobs/processed-effect.entity.js';
import { preparedQuery } from './prepared-query.js';
import type { Transactions } from './transactions.service.js';

Logger.overrideLogger(false);

let open: OpenTransactions;
let source: DataSource;
let transactions: Transactions;

beforeAll(async () => {
  open = await openTransactions([ProcessedEffect]);
  ({ source, transactions } = open);
});
beforeEach(() => source.query('TRUNCATE processed_effect'));
afterAll(() => open.close());

const add = (key: string) => transactions.insert(ProcessedEffect, { key });
const keys = async () =>
  (await source.getRepository(ProcessedEffect).find({ order: { key: 'ASC' } })).map((row) => row.key);

describe('Transactions', () => {
  it('keeps everything when the work succeeds', async () => {
    const result = await transactions.run(async () => {
      await add('a');
      await add('b');
      return 'done';
    });
    expect(result).toBe('done');
    expect(await keys()).toEqual(['a', 'b']);
  });

  it('keeps nothing when the work throws, and throws on', async () => {
    const work = transactions.run(async () => {
      await add('a');
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await keys()).toEqual([]);
  });

  it('lets nested calls join, so that a failure outside undoes what was inside', async () => {
    const work = transactions.run(async () => {
      await transactions.run(() => add('inner'));
      throw new Error('outer');
    });
    await expect(work).rejects.toThrow('outer');
    expect(await keys()).toEqual([]);
  });

  it('hides its rows from others until it commits', async () => {
    await transactions.run(async () => {
      await add('a');
      expect(await source.query('SELECT key FROM processed_effect')).toEqual([]);
    });
    expect(await keys()).toEqual(['a']);
  });

  it('runs after-commit hooks after the commit only, a nested one included', async () => {
    const seen: string[][] = [];
    await transactions.run(async () => {
      await transactions.run(async () => transactions.afterCommit(async () => void seen.push(await keys())));
      await add('a');
      expect(seen).toEqual([]);
    });
    expect(seen).toEqual([['a']]);
  });

  it('drops the hooks of what was rolled back', async () => {
    const seen: string[] = [];
    const work = transactions.run(async () => {
      await transactions.afterCommit(() => void seen.push('called'));
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(seen).toEqual([]);
  });

  it('does not fail when a hook does: the data is committed', async () => {
    await transactions.run(async () => {
      await transactions.afterCommit(() => {
        throw new Error('hook');
      });
      await add('a');
    });
    expect(await keys()).toEqual(['a']);
  });

  it('inserts many rows in order and returns what the database generated', async () => {
    const rows = await transactions.insertAll(ProcessedEffect, [{ key: 'x' }, { key: 'y' }]);
    expect(rows.map(({ key }) => key)).toEqual(['x', 'y']);
    expect(rows.every(({ createdAt }) => createdAt instanceof Date)).toBe(true);
    expect(await transactions.insertAll(ProcessedEffect, [])).toEqual([]);
  });

  it('inserts more rows than one statement can carry, all or none', async () => {
    const many = Array.from({ length: 40_000 }, (_, index) => ({ key: String(index) }));
    expect(await transactions.insertAll(ProcessedEffect, many)).toHaveLength(40_000);
    await expect(
      transactions.insertAll(ProcessedEffect, [...many.map(({ key }) => ({ key: `b${key}` })), many[0]!]),
    ).rejects.toThrow('pk_processed_effect');
    expect(await transactions.repository(ProcessedEffect).count()).toBe(40_000);
  });
});

describe('a savepoint', () => {
  it('undoes its own part only, hooks included, when its error is caught', async () => {
    const seen: string[] = [];
    await transactions.run(async () => {
      await add('before');
      const part = transactions.run(
        async () => {
          await transactions.afterCommit(() => void seen.push('dropped'));
          await add('part');
          await add('before');
        },
        { savepoint: true },
      );
      await expect(part).rejects.toThrow('pk_processed_effect');
      await transactions.run(() => transactions.afterCommit(() => void seen.push('kept')), {
        savepoint: true,
      });
      await add('after');
    });
    expect(await keys()).toEqual(['after', 'before']);
    expect(seen).toEqual(['kept']);
  });

  it('can be had within another one', async () => {
    await transactions.run(async () => {
      const outer = transactions.run(
        async () => {
          await transactions.run(() => add('inner'), { savepoint: true });
          throw new Error('outer');
        },
        { savepoint: true },
      );
      await expect(outer).rejects.toThrow('outer');
      await add('a');
    });
    expect(await keys()).toEqual(['a']);
  });

  it('cannot overlap another one', async () => {
    const work = transactions.run(async () => {
      const parts = ['a', 'b'].map((key) => transactions.run(() => add(key), { savepoint: true }));
      const [first, second] = await Promise.allSettled(parts);
      expect(first?.status).toBe('fulfilled');
      if (second?.status === 'rejected') throw second.reason;
    });
    await expect(work).rejects.toThrow('savepoints of a transaction overlap');
    expect(await keys()).toEqual([]);
  });
});

describe('an error that is caught inside of a transaction', () => {
  it('of a joined part, dooms the whole: half of the part would stay', async () => {
    const work = transactions.run(async () => {
      const part = transactions.run(async () => {
        await add('half');
        throw new Error('part');
      });
      await part.catch(() => undefined);
    });
    await expect(work).rejects.toThrow(/nested transaction failed.*savepoint/);
    expect(await keys()).toEqual([]);
  });

  it('of a statement, is not taken for success, as PostgreSQL turns that commit into a rollback', async () => {
    const work = transactions.run(async () => {
      await add('a');
      await add('a').catch(() => undefined);
    });
    await expect(work).rejects.toThrow(/statement of this transaction failed.*savepoint/);
    expect(await keys()).toEqual([]);
  });
});

describe('work that goes on after its transaction', () => {
  let late: Promise<unknown>;
  let go: () => void;

  /** Begins some work that does not go on before `go`. */
  function begin(work: () => Promise<unknown>): void {
    late = new Promise<void>((resolve) => (go = resolve)).then(work);
    late.catch(() => undefined);
  }

  it('writes nothing into the one around its savepoint', async () => {
    await transactions.run(async () => {
      const part = transactions.run(
        async () => {
          begin(() => add('late'));
          throw new Error('part');
        },
        { savepoint: true },
      );
      await expect(part).rejects.toThrow('part');
      go();
      await expect(late).rejects.toThrow('has ended');
      await add('after');
    });
    expect(await keys()).toEqual(['after']);
  });

  it('writes nothing over a connection that is of others by now', async () => {
    const insert = preparedQuery('INSERT INTO processed_effect (key) VALUES ($1)');
    await transactions.run(async () => begin(() => insert(transactions, ['late'])));
    go();
    await expect(late).rejects.toThrow('has ended');
    expect(await keys()).toEqual([]);
  });

  it('is told that nobody will call its hook', async () => {
    await transactions.run(async () => begin(() => transactions.afterCommit(() => undefined)));
    go();
    await expect(late).rejects.toThrow('has ended');
  });
});

describe('the isolation of a transaction', () => {
  const level = async () =>
    (await transactions.sql<{ transaction_isolation: string }>('SHOW transaction_isolation'))[0]
      ?.transaction_isolation;

  it('is the one asked for', async () => {
    expect(await transactions.run(level)).toBe('read committed');
    expect(await transactions.run(level, { isolation: 'REPEATABLE READ' })).toBe('repeatable read');
  });

  it('cannot change within it', async () => {
    const work = transactions.run(() => transactions.run(level, { isolation: 'SERIALIZABLE' }));
    await expect(work).rejects.toThrow('READ COMMITTED cannot be joined by one in SERIALIZABLE');
  });
});

describe('raw SQL', () => {
  it('takes parameters, returns rows and sees the transaction it is in', async () => {
    await transactions.run(async () => {
      await transactions.sql('INSERT INTO processed_effect (key) VALUES ($1)', ["'; DROP TABLE note"]);
      const rows = await transactions.sql<{ key: string; one: number }>(
        'UPDATE processed_effect SET created_at = now() RETURNING key, 1 AS one',
      );
      expect(rows).toEqual([{ key: "'; DROP TABLE note", one: 1 }]);
      expect(await source.query('SELECT key FROM processed_effect')).toEqual([]);
    });
    expect(await transactions.sql('SELECT key FROM processed_effect')).toHaveLength(1);
    expect(await transactions.sql('DELETE FROM processed_effect')).toEqual([]);
  });
});
