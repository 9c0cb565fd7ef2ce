import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { ModelAdmin } from '../src/admin/model-admin.js';
import { LogEntry } from '../src/core/audit/log-entry.entity.js';
import { IdentityEntity } from '../src/core/database/base.entity.js';
import type { AdminVisitor } from './support/admin-visitor.js';
import { PASSWORD, startToyAdmin, type ToyAdmin } from './support/toy-admin.js';

/** Goes with its lid, which goes with a box: a circle. */
@Entity('box')
class Box extends IdentityEntity {
  @Column({ type: 'text' })
  name: string;

  @ManyToOne(() => Lid, { nullable: true, onDelete: 'CASCADE' })
  @JoinColumn()
  lid?: Relation<Lid> | null;

  @Column({ type: 'text', nullable: true })
  lidCode: string | null;
}

/** Its key is no number, unlike that of its box. */
@Entity('lid')
class Lid {
  @PrimaryColumn({ type: 'text' })
  code: string;

  @ManyToOne(() => Box, { nullable: true, onDelete: 'CASCADE' })
  @JoinColumn()
  box?: Relation<Box> | null;

  @Column({ type: 'bigint', nullable: true })
  boxId: number | null;
}

/** Goes with its lid, and is in no circle itself. */
@Entity('sticker')
class Sticker extends IdentityEntity {
  @ManyToOne(() => Lid, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn()
  lid?: Relation<Lid>;

  @Column({ type: 'text' })
  lidCode: string;
}

class BoxAdmin extends ModelAdmin(Box, {
  guard: (box, staff) => staff.isSuperuser || box.name !== 'Treasure',
}) {}

const BOX = '/admin/api/resources/box/records';
const EDITOR = 2;

describe('#48 rows that go with each other in a circle', () => {
  let toy: ToyAdmin;
  const visitors = new Map<string, AdminVisitor>();

  beforeAll(async () => {
    toy = await startToyAdmin(
      [{ group: 'Store', icon: 'Box', admins: [BoxAdmin, Lid, Sticker] }],
      [Box, Lid, Sticker],
    );
    const abilities = ['box', 'lid', 'sticker'].flatMap((id) => [`store.view_${id}`, `store.delete_${id}`]);
    toy.authenticator.granted.set(EDITOR, new Set(abilities));
    for (const who of ['root', 'editor'] as const) {
      const visitor = toy.visitor();
      await visitor.logIn(who, PASSWORD);
      visitors.set(who, visitor);
    }
  });

  afterAll(() => toy?.close());

  beforeEach(async () => {
    await toy.dataSource.query('TRUNCATE box, lid, sticker, log_entry RESTART IDENTITY');
    const { manager } = toy.dataSource;
    await manager.insert(
      Box,
      ['First', 'Second', 'Other', 'Far'].map((name) => ({ name })),
    );
    const lids = [
      { code: 'a', boxId: 1 },
      { code: 'b', boxId: 2 },
      { code: 'c', boxId: 3 },
    ];
    await manager.insert(Lid, lids);
    // First → a → Second → b → First; Other → c stands beside it.
    await manager.update(Box, { name: 'Second' }, { lidCode: 'a' });
    await manager.update(Box, { name: 'First' }, { lidCode: 'b' });
    await manager.insert(Sticker, [{ lidCode: 'b' }, { lidCode: 'c' }]);
  });

  const as = (who: string): AdminVisitor => visitors.get(who)!;

  it('are counted and named, each entity below the one it was reached by', async () => {
    const { status, json } = await as('root').get(`${BOX}/1/delete`);
    expect([status, json.obstacles]).toEqual([200, []]);
    expect(json.going).toMatchObject({
      ...{ entity: 'box', count: 2 },
      named: [{ title: 'First' }, { title: 'Second' }],
      with: [
        {
          ...{ entity: 'lid', count: 2, named: [{ key: 'a' }, { key: 'b' }] },
          with: [{ entity: 'sticker', count: 1 }],
        },
      ],
    });
  });

  it('go together, each with its log entry', async () => {
    expect((await as('root').save(`${BOX}/1/delete`)).status).toBe(200);
    const { manager } = toy.dataSource;
    expect(await Promise.all([Box, Lid, Sticker].map((entity) => manager.count(entity as never)))).toEqual([
      2, 1, 1,
    ]);
    const entries = await manager.findBy(LogEntry, { action: 'delete' });
    expect(entries.map(({ entity, entityId }) => `${entity} ${entityId}`).sort()).toEqual([
      ...['box 1', 'box 2', 'lid a', 'lid b', 'sticker 1'],
    ]);
  });

  it('are held by a guard of a row that is only reached by the circle', async () => {
    await toy.dataSource.manager.update(Box, { name: 'Second' }, { name: 'Treasure' });
    const answer = await as('editor').save(`${BOX}/1/delete`);
    expect(answer.status).toBe(409);
    expect(answer.json.plan.obstacles).toMatchObject([{ entity: 'box', reason: 'forbidden', count: 1 }]);
    expect((await as('root').save(`${BOX}/1/delete`)).status).toBe(200);
  });

  it('may be a selection of several of them', async () => {
    const body = { ids: ['1', '2', '4'], confirmed: true };
    const answer = await as('root').save('/admin/api/resources/box/bulk/bulkDelete', body);
    expect(answer.json).toMatchObject({ deleted: 3 });
    expect(await toy.dataSource.manager.count(LogEntry)).toBe(6);
  });
});
