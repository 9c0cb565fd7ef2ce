import { Injectable } from '@nestjs/common';
import { DataSource, type ObjectLiteral } from 'typeorm';
import { Transactions } from '../../core/database/transactions.service.js';
import type { StaffUser } from '../staff-authenticator.js';
import { type DeletionGraph, deletionGraph, type Reference } from './deletion-graph.js';
import type { AffectedRows, DeletionPlan, GoingRows, ObstacleRows } from './deletion-plan.js';
import { type Counted, DeletionStatement, GUARDED_ROWS, NAMED_ROWS } from './deletion-statement.js';
import type { EntityAdmin } from './entity-admin.js';
import { EntityReader } from './entity-reader.js';
import { keyOf } from './record-key.js';
import { whereKeys } from './visible-rows.js';

/** Says beforehand what deleting rows does, from the foreign keys, and what stands against it. */
@Injectable()
export class DeletionPlanner {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly reader: EntityReader,
  ) {}

  /** The plan for rows that exist and that this person may see. */
  async plan(admin: EntityAdmin, keys: readonly string[], staff: StaffUser): Promise<DeletionPlan> {
    const graph = deletionGraph(admin);
    const statement = new DeletionStatement(this.dataSource, graph, keys);
    const counts = await this.transactions.sql<Counted>(statement.counts(staff), statement.values);
    const counted = new Map(counts.map((count) => [count.what, count]));
    const going = await Promise.all(
      graph.going.map(({ admin: entity }, place) =>
        this.affected(entity, counted.get(`going:${place}`)!, staff),
      ),
    );
    const cleared = await Promise.all(
      graph.cleared.map(async (reference, index) => ({
        ...(await this.affected(reference.from, counted.get(`cleared:${index}`)!, staff)),
        field: fieldOf(reference)?.label ?? '',
      })),
    );
    const obstacles = await this.obstacles(graph, counted, staff);
    return {
      going: nested(graph, going),
      cleared: cleared.filter(({ count }) => count > 0),
      obstacles: obstacles.filter(({ count }) => count > 0),
    };
  }

  private async obstacles(
    graph: DeletionGraph,
    counted: ReadonlyMap<string, Counted>,
    staff: StaffUser,
  ): Promise<ObstacleRows[]> {
    const protecting = graph.protecting.map(async ({ from }, index) => ({
      ...(await this.affected(from, counted.get(`protecting:${index}`)!, staff)),
      reason: 'protected' as const,
    }));
    const forbidden = graph.going.map(async ({ admin }, place) => {
      const known = counted.get(`forbidden:${place}`);
      const going = counted.get(`going:${place}`)!;
      // Those that were chosen have been asked about already.
      const isAsked = place > 0 || graph.circles.some((circle) => circle.includes(admin));
      const rows = known ?? (await this.guarded(admin, isAsked ? going : { ...going, count: 0 }, staff));
      return { ...(await this.affected(admin, rows, staff)), reason: 'forbidden' as const };
    });
    return Promise.all([...protecting, ...forbidden]);
  }

  /** The rows that go along and that a guard keeps from this person; all of them where there are too many to ask about. */
  private async guarded(admin: EntityAdmin, rows: Counted, staff: StaffUser): Promise<Counted> {
    if (!admin.isGuarded || admin.isPart || rows.count === 0) return { ...rows, count: 0, keys: [] };
    if (rows.count > GUARDED_ROWS) return rows;
    const where = whereKeys(
      admin,
      rows.keys.map((key) => textOf(admin, key)),
    );
    const names = [...admin.fields.values()].filter(({ kind }) => kind !== 'binary').map(({ name }) => name);
    const select = Object.fromEntries(names.map((name) => [name, true]));
    const found = await this.transactions.manager.find<ObjectLiteral>(admin.metadata.target, {
      where,
      select,
    });
    const kept = new Set(
      found.filter((row) => !admin.allowsWriting(staff, row)).map((row) => keyOf(admin, row)),
    );
    return { ...rows, count: kept.size, keys: rows.keys.filter((key) => kept.has(textOf(admin, key))) };
  }

  private async affected(
    admin: EntityAdmin,
    { count, keys }: Counted,
    staff: StaffUser,
  ): Promise<AffectedRows> {
    const wanted = keys.slice(0, NAMED_ROWS).map((key) => textOf(admin, key));
    if (wanted.length === 0 || !admin.allows(staff, 'view')) return { admin, count, named: [] };
    const rows = await this.reader.many(admin, wanted, staff);
    const titles = new Map(rows.map((row) => [keyOf(admin, row), admin.titleOf(row)]));
    const named = wanted.filter((key) => titles.has(key)).map((key) => ({ key, title: titles.get(key)! }));
    return { admin, count, named };
  }
}

const textOf = (admin: EntityAdmin, key: string[]): string =>
  keyOf(admin, Object.fromEntries(admin.keys.map(({ name }, index) => [name, key[index]])));

const fieldOf = ({ from, key }: Reference) =>
  [...from.fields.values()].find(({ column }) => column === key.columns[0]);

/** Each entity below the one by whose rows it was reached. */
function nested(graph: DeletionGraph, rows: readonly AffectedRows[]): GoingRows {
  const all = rows.map((affected): GoingRows => ({ ...affected, with: [] }));
  graph.going.forEach(({ below }, place) => {
    const parent = all.find(({ admin }) => admin === below);
    if (all[place]!.count > 0) parent?.with.push(all[place]!);
  });
  return all[0]!;
}
