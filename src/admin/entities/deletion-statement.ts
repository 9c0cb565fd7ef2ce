import type { DataSource } from 'typeorm';
import type { StaffUser } from '../staff-authenticator.js';
import type { DeletionGraph, Reference } from './deletion-graph.js';
import { DeletionSets, keyNames } from './deletion-sets.js';
import type { EntityAdmin } from './entity-admin.js';
import { quote, tableOf } from './sql-values.js';

/** What the statement below says of some rows: how many there are, and the keys of the first. */
export interface Counted {
  /** What is counted: `going:1`, `forbidden:1`, `cleared:0`, `protecting:0`, by place in the graph. */
  what: string;
  count: number;
  keys: string[][];
}

/** So many rows are named where their number is told. */
export const NAMED_ROWS = 5;

/** So many rows of one entity are asked about one by one, where its declaration wants that. */
export const GUARDED_ROWS = 1_000;

/** One statement over everything that deleting rows of an entity touches; the rows stay in PostgreSQL. */
export class DeletionStatement {
  private readonly sets: DeletionSets;
  private readonly with: string;

  /** @param keys of the rows to be deleted */
  constructor(
    dataSource: DataSource,
    private readonly graph: DeletionGraph,
    keys: readonly string[],
  ) {
    this.sets = new DeletionSets(dataSource, graph, keys);
    this.with = this.sets.clause();
  }

  /** What stands at the places of the statement's values. */
  get values(): unknown[] {
    return this.sets.values.values;
  }

  /** Counts everything touched, and what of it this person may not delete. */
  counts(staff: StaffUser): string {
    const { going, cleared, protecting } = this.graph;
    const selects = [
      ...going.map(({ admin }, place) => {
        const named = admin.isGuarded ? GUARDED_ROWS + 1 : NAMED_ROWS;
        return this.counted(`going:${place}`, admin, this.rowsAt(admin, place), [], named);
      }),
      ...going.flatMap(({ admin }, place) => this.forbidden(admin, place, staff)),
      ...cleared.map((reference, index) => this.referring(`cleared:${index}`, reference, true)),
      ...protecting.map((reference, index) =>
        this.referring(`protecting:${index}`, reference, reference.key.onDelete !== 'RESTRICT'),
      ),
    ];
    return `${this.with} ${selects.join(' UNION ALL ')}`;
  }

  /** Writes a log entry for each row that goes with others; these take the place of loading them all. */
  log(actor: { id: number; requestId: string | null; ip: string | null }): string | null {
    const { values } = this.sets;
    const others = this.graph.going.filter(({ admin }, place) => place > 0 || this.sets.isInCircle(admin));
    if (others.length === 0) return null;
    const fixed = [
      `${values.add(actor.id)}::bigint`,
      `${values.add(actor.requestId)}::text`,
      `${values.add(actor.ip)}::inet`,
    ];
    const selects = others.map(({ admin, below }) => {
      const key = keyNames(admin).map((name) => `t.${name}::text`);
      const id = key.length === 1 ? key[0]! : `concat_ws('~', ${key.join(', ')})`;
      const label = `COALESCE(NULLIF(t.${quote(admin.title.columnName)}::text, ''), '#' || ${id})`;
      const given = below === null ? ` WHERE NOT (${this.sets.isGiven(admin)})` : '';
      const from = `${this.rowsAt(admin, this.sets.placeOf(admin)!)}${given}`;
      return `SELECT ${fixed.join(', ')}, 'delete', ${values.add(admin.id)}::text, ${id}, ${label} FROM ${from}`;
    });
    return `${this.with} INSERT INTO log_entry (actor_id, request_id, ip, action, entity, entity_id, label) ${selects.join(' UNION ALL ')}`;
  }

  private rowsAt(admin: EntityAdmin, place: number): string {
    return `${tableOf(admin.metadata)} t JOIN g${place} USING (${keyNames(admin).join(', ')})`;
  }

  private forbidden(admin: EntityAdmin, place: number, staff: StaffUser): string[] {
    const isGiven = this.graph.going[place]!.below === null;
    if ((isGiven && !this.sets.isInCircle(admin)) || admin.isPart) return [];
    const from = this.rowsAt(admin, place);
    if (!isGiven && !admin.allowsCascade(staff)) return [this.counted(`forbidden:${place}`, admin, from, [])];
    const { values } = this.sets;
    const rules = admin.rowsFor(staff).map((rule) => values.condition(admin.metadata, 't', rule));
    if (rules.length === 0) return [];
    return [this.counted(`forbidden:${place}`, admin, from, [`(${rules.join(' AND ')}) IS NOT TRUE`])];
  }

  private referring(what: string, reference: Reference, butThoseGoing: boolean): string {
    const { from } = reference;
    const place = this.sets.placeOf(from);
    const conditions = [this.sets.refersToGoing(reference)];
    if (place !== undefined && butThoseGoing) {
      const same = keyNames(from).map((name) => `g.${name} = t.${name}`);
      conditions.push(`NOT EXISTS (SELECT 1 FROM g${place} g WHERE ${same.join(' AND ')})`);
    }
    return this.counted(what, from, `${tableOf(from.metadata)} t`, conditions);
  }

  private counted(
    what: string,
    admin: EntityAdmin,
    from: string,
    conditions: string[],
    named = NAMED_ROWS,
  ): string {
    const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
    const names = keyNames(admin).map((name) => `t.${name}`);
    const keys = `SELECT ${names.join(', ')} FROM ${from}${where} ORDER BY ${names.join(', ')} LIMIT ${named}`;
    const texts = keyNames(admin).map((name) => `k.${name}::text`);
    return (
      `SELECT '${what}' AS what, (SELECT count(*) FROM ${from}${where})::int AS count, ` +
      `(SELECT COALESCE(json_agg(json_build_array(${texts.join(', ')})), '[]') FROM (${keys}) k) AS keys`
    );
  }
}
