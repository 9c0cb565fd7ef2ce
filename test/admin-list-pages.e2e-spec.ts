import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { AdminRegistry } from '../src/admin/admin-registry.js';
import { EntityReader, type ListedPage } from '../src/admin/entities/entity-reader.js';
import { listingOf } from '../src/admin/entities/entity-listing.js';
import { parseListQuery } from '../src/admin/entities/list-query.js';
import type { AppConfig } from '../src/core/config/app-config.js';
import { Cursors } from '../src/core/lists/cursors.service.js';
import { Lists } from '../src/core/lists/lists.service.js';
import { CV_ADMINS } from '../src/cv/cv.admin.js';
import { Plan } from '../src/payments/plan.entity.js';
import { Subscription } from '../src/payments/subscription.entity.js';
import { User } from '../src/users/user.entity.js';
import { AdminList, cellsOf } from './support/admin-list.js';
import { DataLayer } from './support/data-layer.js';
import { GADGETS, startGadgetAdmin } from './support/gadget-admin.js';
import { STAFF, type ToyAdmin } from './support/toy-admin.js';

/** The statements that `work` runs on a table: their texts, and their values where these come beside. */
async function statementsOn(
  table: string,
  work: () => Promise<unknown>,
): Promise<{ text: string; values: unknown }[]> {
  const statements: { text: string; values: unknown }[] = [];
  const { query } = pg.Client.prototype;
  const spy = jest.spyOn(pg.Client.prototype, 'query').mockImplementation(function spied(
    this: pg.Client,
    ...args: unknown[]
  ) {
    const [first, values] = args;
    const text = typeof first === 'string' ? first : (first as { text: string }).text;
    statements.push({ text, values });
    return (query as (...given: unknown[]) => unknown).apply(this, args);
  } as never);
  try {
    await work();
  } finally {
    spy.mockRestore();
  }
  return statements.filter(({ text }) => text.includes(`"${table}"`));
}

describe('pages', () => {
  const COUNT = 230;
  let toy: ToyAdmin;
  let list: AdminList;

  beforeAll(async () => {
    const started = await startGadgetAdmin();
    toy = started.toy;
    list = new AdminList(started.visitor, GADGETS);
    await toy.dataSource.query(
      `INSERT INTO gadget (name, size, stock, owner_id)
       SELECT 'Gadget ' || lpad(n::text, 4, '0'), CASE WHEN n % 3 = 0 THEN 'large' ELSE 'small' END, n % 5,
              CASE WHEN n % 4 > 0 THEN n % 4 END
       FROM generate_series(1, ${COUNT}) n`,
    );
  });
  afterAll(() => toy.close());

  it.each([
    ['', 'name'],
    ['sort=size', 'size, id'],
    ['sort=-size,stock', 'size DESC, stock, id'],
    ['sort=stock,-size', 'stock, size DESC, id DESC'],
    ['sort=-stock,-size,name', 'stock DESC, size DESC, name'],
    ['q=gadget&sort=size', 'size, id'],
    ['filters.size=small&sort=stock', 'stock, id'],
  ])('#11 sorted by "%s" have every row once', async (query, order) => {
    const where = query.includes('filters') ? `WHERE size = 'small'` : '';
    const expected = await toy.dataSource.query<{ id: number }[]>(
      `SELECT id FROM gadget ${where} ORDER BY ${order}`,
    );
    const seen: unknown[] = [];
    for (let page = 1; page <= Math.ceil(expected.length / 50); page += 1)
      seen.push(...(await list.column('id', `${query}&size=50&page=${page}`)));
    expect(seen).toEqual(expected.map(({ id }) => id));
  });

  it('#12 beyond the end are the last one, which the answer says', async () => {
    const last = await list.page('page=99&size=100');
    expect([last.page, last.rows.length, last.count]).toEqual([3, 30, { value: COUNT, is: 'exact' }]);
    expect((await list.page('page=2&q=nothing')).page).toBe(1);
    expect((await list.page('page=7&q=0001')).page).toBe(1);
    expect((await list.page('page=5&size=200&filters.size=large')).page).toBe(1);
    for (const size of [10, 25, 50, 100, 200])
      expect((await list.page(`size=${size}`)).rows).toHaveLength(Math.min(size, COUNT));
    expect((await list.page()).size).toBe(25);
  });

  it('#13 count a large table by its statistics and say so; what is filtered, only so far', async () => {
    const pretend = (rows: number) =>
      toy.dataSource.query(`UPDATE pg_class SET reltuples = ${rows} WHERE relname = 'gadget'`);
    await pretend(1_000_000);
    expect((await list.page()).count).toEqual({ value: 1_000_000, is: 'estimated' });
    expect((await list.page('filters.size=large')).count).toEqual({ value: 76, is: 'exact' });
    // The end of the list says how many there are; beyond it they are counted.
    expect((await list.page('page=3&size=100')).count).toEqual({ value: COUNT, is: 'exact' });
    const beyond = await list.page('page=4000');
    expect([beyond.page, beyond.count]).toEqual([10, { value: COUNT, is: 'exact' }]);
    await toy.dataSource.query(
      `INSERT INTO gadget (name) SELECT 'Much ' || n FROM generate_series(1, 10050) n`,
    );
    await pretend(1_000_000);
    expect((await list.page('filters.name=much')).count).toEqual({ value: 10_001, is: 'capped' });
    expect((await list.page('q=much')).count).toEqual({ value: 1_001, is: 'capped' });
    expect((await list.page('q=much&page=80')).rows).toHaveLength(25);
    const last = await list.page('q=much&page=9999&size=100');
    expect([last.page, last.count]).toEqual([101, { value: 10_050, is: 'exact' }]);
    await toy.dataSource.query(`DELETE FROM gadget WHERE name LIKE 'Much%'`);
    await pretend(COUNT);
  });

  it('#14 take two statements at most, however many rows they have, and read only what they show', async () => {
    for (const query of [
      'size=10',
      'size=200',
      'page=3&size=50&sort=-ownerId',
      'q=gadget',
      'filters.size=large',
    ]) {
      const statements = await statementsOn('gadget', () => list.page(query));
      expect([1, 2]).toContain(statements.length);
      for (const { text } of statements) expect(text).not.toMatch(/"(data|tags|serial|api_key)"/);
    }
    const [first] = (await list.page()).rows;
    expect(Object.keys(first!)).toEqual(['key', 'cells']);
    expect(cellsOf(await list.page('size=10'), 'name')).toHaveLength(10);
  });
});

describe('#8 a search in a long list', () => {
  let data: DataLayer;
  let find: (q: string, page?: number) => Promise<ListedPage>;

  beforeAll(async () => {
    data = await DataLayer.open();
    const { zoe } = await data.reset();
    await data.open.source.query(
      `INSERT INTO questionnaire (user_id, position)
       SELECT ${zoe.id}, 'Zookeeper ' || n FROM generate_series(1, 1500) n`,
    );
    await data.open.source.query(
      `INSERT INTO questionnaire (user_id, position)
       SELECT ${zoe.id}, 'Engineer ' || md5(n::text) FROM generate_series(1, 40000) n`,
    );
    await data.open.source.query(
      `INSERT INTO questionnaire (user_id, position) VALUES (${zoe.id}, 'Lighthouse Keeper')`,
    );
    // Entries that were only just made wait beside the index until then.
    await data.open.source.query('VACUUM ANALYZE questionnaire');
    const { source, transactions } = data.open;
    const lists = new Lists(source, transactions, new Cursors({ secretKey: 'x'.repeat(32) } as AppConfig));
    const registry = new AdminRegistry();
    const admins = CV_ADMINS.filter(({ entity }) => source.hasMetadata(entity));
    registry.register({ group: 'Cv', icon: 'File', admins });
    registry.register({ group: 'Users', icon: 'Users', admins: [User, Plan, Subscription] });
    const admin = registry.resolve(source).get('questionnaire')!;
    const reader = new EntityReader(lists, source);
    const columns = listingOf(admin).columnsFor(STAFF.root);
    find = (q, page = 1) => {
      const request = parseListQuery(admin, STAFF.root, { q, page: String(page) });
      return reader.page(admin, request, columns, STAFF.root);
    };
  });
  afterAll(() => data.open.close());

  it('goes by the trigram index for two letters as well, which nothing begins with', async () => {
    const [search] = await statementsOn('questionnaire', async () =>
      expect((await find('zq')).rows).toEqual([]),
    );
    const plan = await data.open.source.query<{ 'QUERY PLAN': string }[]>(
      `EXPLAIN ${search!.text}`,
      search!.values as unknown[],
    );
    const text = plan.map((line) => line['QUERY PLAN']).join('\n');
    expect(text).toContain('Bitmap Index Scan on ix_questionnaire_search');
    expect(text).not.toContain('Seq Scan on questionnaire');
  });

  it('goes by the trigram index, found by EXPLAIN', async () => {
    const [search] = await statementsOn('questionnaire', async () => {
      const { rows, count } = await find('LIGHTHOUSE keep');
      expect([rows.length, count]).toEqual([1, { count: 1, sure: 'exact' }]);
    });
    const plan = await data.open.source.query<{ 'QUERY PLAN': string }[]>(`EXPLAIN ${search!.text}`, [
      '%LIGHTHOUSE%',
      '%keep%',
    ]);
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain('ix_questionnaire_search');
    expect((await find('engineer')).count).toEqual({ count: 1_001, sure: 'capped' });
  });

  it('reads few rows in vain, even where all of many that match come last', async () => {
    const titles = async (page: number): Promise<unknown[]> =>
      (await find('zookeeper', page)).rows.map(({ cells }) => cells[1]!.value);
    const numbered = (from: number) => Array.from({ length: 25 }, (_, index) => `Zookeeper ${from - index}`);
    const statements = await statementsOn('questionnaire', async () =>
      expect(await titles(1)).toEqual(numbered(1500)),
    );
    for (const { text, values } of statements) {
      const plan = await data.open.source.query<{ 'QUERY PLAN': string }[]>(
        `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) ${text}`,
        values as unknown[],
      );
      const vain = plan.map((line) =>
        Number(/Rows Removed by Filter: (\d+)/.exec(line['QUERY PLAN'])?.[1] ?? 0),
      );
      expect(Math.max(...vain)).toBeLessThanOrEqual(5_000);
    }
    expect(await titles(60)).toEqual(numbered(25));
    const beyond = await find('zookeeper', 99);
    expect([beyond.page, beyond.count]).toEqual([60, { count: 1_500, sure: 'exact' }]);
  });
});
