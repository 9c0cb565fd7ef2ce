import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { ModelAdmin } from '../src/admin/model-admin.js';
import { RowRemover } from '../src/admin/options/row-remover.js';
import { LogEntry } from '../src/core/audit/log-entry.entity.js';
import { Transactions } from '../src/core/database/transactions.service.js';
import { ForbiddenError } from '../src/core/http/app-error.js';
import type { AdminVisitor } from './support/admin-visitor.js';
import { Crate, Item, ItemTag, Seal, Rack } from './support/store-entities.js';
import { PASSWORD, STAFF, startToyAdmin, type ToyAdmin } from './support/toy-admin.js';

/** The store's own way of removing tags. */
@Injectable()
class TagRemover extends RowRemover<ItemTag> {
  readonly removed: string[] = [];

  constructor(private readonly transactions: Transactions) {
    super();
  }

  async remove(tags: ItemTag[]): Promise<void> {
    if (tags.some(({ label }) => label === 'kept')) throw new ForbiddenError('This tag is kept.');
    this.removed.push(...tags.map(({ label }) => label));
    await this.transactions.repository(ItemTag).remove(tags);
  }
}

class RackAdmin extends ModelAdmin(Rack, { ordering: ['id'] }) {}
class CrateAdmin extends ModelAdmin(Crate, {
  rows: [{ column: 'ownerId', value: (staff) => staff.id, except: (staff) => staff.username === 'porter' }],
}) {}
class ItemAdmin extends ModelAdmin(Item, {
  guard: (item, staff) => staff.isSuperuser || item.name !== 'Heirloom',
}) {}
class ItemTagAdmin extends ModelAdmin(ItemTag, { cascades: true, remove: TagRemover }) {}

const API = '/admin/api/resources';
const TABLES = [Rack, Crate, Item, ItemTag, Seal];

let toy: ToyAdmin;
const visitors = new Map<string, AdminVisitor>();

beforeAll(async () => {
  const admins = [RackAdmin, CrateAdmin, ItemAdmin, ItemTagAdmin, Seal];
  toy = await startToyAdmin([{ group: 'Store', icon: 'Box', admins }], TABLES, [TagRemover]);
  for (const who of ['root', 'clerk', 'porter'] as const) {
    const visitor = toy.visitor();
    await visitor.logIn(who, PASSWORD);
    visitors.set(who, visitor);
  }
});

afterAll(() => toy.close());

beforeEach(async () => {
  await toy.dataSource.query('TRUNCATE rack, crate, item, item_tag, seal, log_entry RESTART IDENTITY');
  const repository = <E extends object>(entity: new () => E) => toy.dataSource.getRepository(entity);
  await repository(Rack).insert([
    { name: 'Wall', parentId: null },
    { name: 'Upper', parentId: 1 },
    { name: 'Top', parentId: 2 },
    { name: 'Other', parentId: null },
  ]);
  const ownerId = STAFF.clerk.id;
  await repository(Crate).insert([
    { name: 'Red', rackId: 1, ownerId },
    { name: 'Blue', rackId: 3, ownerId },
    { name: 'Green', rackId: 4, ownerId },
  ]);
  await repository(Item).insert([
    { name: 'Cup', crateId: 1, firstRackId: 4 },
    { name: 'Bowl', crateId: 2, firstRackId: 1 },
    { name: 'Fork', crateId: 3, firstRackId: 1 },
  ]);
  await repository(ItemTag).insert([
    { itemId: 1, label: 'old' },
    { itemId: 1, label: 'kept' },
    { itemId: 3, label: 'new' },
  ]);
});

const as = (who: string): AdminVisitor => visitors.get(who)!;
const record = (entity: string, key: number | string) => `${API}/${entity}/records/${key}/delete`;
const bulk = (who: string, entity: string, body: object) =>
  as(who).save(`${API}/${entity}/bulk/bulkDelete`, body);
const counts = async () =>
  Promise.all(TABLES.map((entity) => toy.dataSource.getRepository(entity as never).count()));

describe('#48 the confirmation', () => {
  it('lists everything that goes, by entity, and what is changed', async () => {
    const { status, json } = await as('root').get(record('rack', 1));
    expect(status).toBe(200);
    expect(json).toMatchObject({ label: 'Racks', title: 'Wall', obstacles: [] });
    expect(json.going).toEqual({
      entity: 'rack',
      label: 'Racks',
      count: 3,
      named: [
        { key: '1', title: 'Wall' },
        { key: '2', title: 'Upper' },
        { key: '3', title: 'Top' },
      ],
      with: [
        {
          entity: 'crate',
          label: 'Crates',
          count: 2,
          named: [
            { key: '1', title: 'Red' },
            { key: '2', title: 'Blue' },
          ],
          with: [
            expect.objectContaining({
              entity: 'item',
              count: 2,
              with: [expect.objectContaining({ entity: 'item_tag', count: 2, with: [] })],
            }),
          ],
        },
      ],
    });
    // The bowl's reference goes with the bowl: only the fork's loses its value.
    expect(json.cleared).toEqual([
      {
        entity: 'item',
        label: 'Items',
        field: 'First rack',
        count: 1,
        named: [{ key: '3', title: 'Fork' }],
      },
    ]);
    expect(await counts()).toEqual([4, 3, 3, 3, 0]);
  });

  it('counts exactly and names five however many rows go', async () => {
    await toy.dataSource.query(
      `INSERT INTO item (name, crate_id) SELECT 'Spoon ' || n, 2 FROM generate_series(1, 20000) n`,
    );
    const { json, text } = await as('root').get(record('rack', 1));
    expect(json.going.with[0].with[0]).toMatchObject({ entity: 'item', count: 20002 });
    expect(json.going.with[0].with[0].named).toHaveLength(5);
    expect(text.length).toBeLessThan(3000);
  });

  it('a row that is not there is a 404, and so is a key that cannot be one', async () => {
    const keys = ['99', 'x', '99999999999999999999'];
    const statuses = await Promise.all(
      keys.map(async (key) => (await as('root').get(record('rack', key))).status),
    );
    expect(statuses).toEqual([404, 404, 404]);
  });
});

describe('#48 a deletion', () => {
  it('takes everything that was listed, and logs each row', async () => {
    const answer = await as('root').save(record('rack', 1));
    expect([answer.status, answer.json]).toEqual([
      200,
      { deleted: 1, notice: { type: 'success', message: '“Wall” was deleted.' } },
    ]);
    expect(await counts()).toEqual([1, 1, 1, 1, 0]);
    expect(await toy.dataSource.getRepository(Item).findOneByOrFail({ id: 3 })).toMatchObject({
      firstRackId: null,
    });
    const entries = await toy.dataSource.getRepository(LogEntry).findBy({ action: 'delete' });
    const logged = entries.map(({ actorId, entity, entityId, label }) =>
      [actorId, entity, entityId, label].join(' '),
    );
    expect(logged.sort()).toEqual([
      ...['1 crate 1 Red', '1 crate 2 Blue', '1 item 1 Cup', '1 item 2 Bowl', '1 item_tag 1~kept kept'],
      ...['1 item_tag 1~old old', '1 rack 1 Wall', '1 rack 2 Upper', '1 rack 3 Top'],
    ]);
  });

  it('is blocked by what protects a row, however deep, and says by what', async () => {
    await toy.dataSource.getRepository(Seal).insert({ itemId: 2 });
    const planned = await as('root').get(record('rack', 1));
    const obstacles = [
      {
        entity: 'seal',
        label: 'Seals',
        reason: 'protected',
        count: 1,
        named: [{ key: '1', title: 'Wax seal' }],
      },
    ];
    expect(planned.json.obstacles).toEqual(obstacles);
    const answer = await as('root').save(record('rack', 1));
    expect([answer.status, answer.json.code]).toEqual([409, 'deletion_blocked']);
    expect(answer.json.plan.obstacles).toEqual(obstacles);
    expect(await counts()).toEqual([4, 3, 3, 3, 1]);
    // What somebody may not view is not named to them, and stands against it all the same.
    const unseen = await as('clerk').save(record('rack', 1));
    expect(unseen.json.plan.obstacles).toEqual([
      { entity: null, label: 'Records you may not see', reason: 'protected', count: 1, named: [] },
    ]);
  });

  it.each([
    ['an entity whose rows this person may not delete', 'porter', 'crate', 2],
    ['an entity that this person may not even view', 'porter', null, 2],
  ])('is blocked by %s', async (_what, who, entity, count) => {
    const answer = await as(who).save(record('rack', 1));
    expect(answer.status).toBe(409);
    expect(answer.json.plan.obstacles).toContainEqual(
      expect.objectContaining({ entity, reason: 'forbidden', count }),
    );
    expect(await counts()).toEqual([4, 3, 3, 3, 0]);
  });

  it('is blocked by a row that a rule keeps from this person, without naming it', async () => {
    await toy.dataSource.getRepository(Crate).update({ id: 2 }, { ownerId: 1 });
    const planned = await as('clerk').get(record('rack', 1));
    expect(planned.json.obstacles).toEqual([
      { entity: 'crate', label: 'Crates', reason: 'forbidden', count: 1, named: [] },
    ]);
    expect(planned.text).not.toContain('Blue');
    expect((await as('clerk').save(record('rack', 1))).status).toBe(409);
    expect((await as('clerk').save(record('rack', 4))).status).toBe(200);
  });

  it('is blocked by a row that a guard keeps from this person', async () => {
    await toy.dataSource.getRepository(Item).update({ id: 2 }, { name: 'Heirloom' });
    const answer = await as('clerk').save(record('rack', 1));
    expect(answer.json.plan.obstacles).toEqual([
      expect.objectContaining({ entity: 'item', reason: 'forbidden', count: 1 }),
    ]);
    expect((await as('root').save(record('rack', 1))).status).toBe(200);
  });

  it('goes through the service that the declaration names', async () => {
    expect((await as('root').save(record('item_tag', '3~new'))).status).toBe(200);
    const refused = await bulk('root', 'item_tag', { ids: ['1~old', '1~kept'], confirmed: true });
    expect([refused.status, refused.json.notice.message]).toEqual([403, 'This tag is kept.']);
    expect(await counts()).toEqual([4, 3, 3, 2, 0]);
  });
});

describe('#49 a bulk deletion', () => {
  it('is shown first, and then takes all of a selection or none', async () => {
    await toy.dataSource.getRepository(Seal).insert({ itemId: 2 });
    const both = { ids: ['1', '4'] };
    const planned = await bulk('root', 'rack', both);
    expect(planned.json.going).toMatchObject({ count: 4 });
    expect(planned.json.obstacles).toHaveLength(1);
    expect((await bulk('root', 'rack', { ...both, confirmed: true })).status).toBe(409);
    expect(await counts()).toEqual([4, 3, 3, 3, 1]);
    await toy.dataSource.query('DELETE FROM seal');
    const answer = await bulk('root', 'rack', { ...both, confirmed: true });
    expect(answer.json).toEqual({
      deleted: 2,
      notice: { type: 'success', message: '2 racks were deleted.' },
    });
    expect(await counts()).toEqual([0, 0, 0, 0, 0]);
  });

  it('#16 #55 takes all that a list finds, as far as this person may see it', async () => {
    await toy.dataSource.query(`UPDATE crate SET name = name || ' crate'`);
    const found = { query: 'q=crate' };
    expect((await bulk('root', 'crate', found)).json.going).toMatchObject({ count: 3 });
    await toy.dataSource.getRepository(Crate).update({ id: 2 }, { ownerId: 1 });
    const planned = await bulk('clerk', 'crate', found);
    expect(planned.json.going.named.map(({ title }: { title: string }) => title)).toEqual([
      'Red crate',
      'Green crate',
    ]);
    expect(planned.text).not.toContain('Blue');
    expect((await bulk('clerk', 'crate', { ...found, confirmed: true })).json).toMatchObject({ deleted: 2 });
    expect(await toy.dataSource.getRepository(Crate).find()).toMatchObject([{ name: 'Blue crate' }]);
    const wrong = [
      { query: 'filters.secret=1' },
      { query: 1 },
      { query: 'q=nothing+like+that' },
      { query: 'q=e', ids: ['1'] },
    ];
    const statuses = await Promise.all(wrong.map(async (body) => (await bulk('root', 'crate', body)).status));
    expect(statuses).toEqual([400, 400, 400, 400]);
  });

  it('takes ids by the thousand, and refuses what is no selection', async () => {
    await toy.dataSource.query(
      `INSERT INTO seal (item_id, name) SELECT 1, 'Seal ' || n FROM generate_series(1, 5000) n`,
    );
    const ids = Array.from({ length: 5000 }, (_, index) => String(index + 1));
    expect((await bulk('root', 'seal', { ids, confirmed: true })).json).toMatchObject({ deleted: 5000 });
    expect(await toy.dataSource.getRepository(LogEntry).countBy({ entity: 'seal' })).toBe(5000);
    const wrong = [{}, { ids: [] }, { ids: '1' }, { ids: [{}] }, { ids: ['1'], confirmed: 'yes' }];
    const many = { ids: Array.from({ length: 10_001 }, (_, index) => index) };
    const statuses = await Promise.all(
      [...wrong, many].map(async (body) => (await bulk('root', 'rack', body)).status),
    );
    expect(statuses).toEqual([400, 400, 400, 400, 400, 400]);
    expect((await bulk('root', 'rack', { ids: ['1', '99'], confirmed: true })).status).toBe(404);
    expect(await counts()).toEqual([4, 3, 3, 3, 0]);
  });
});
