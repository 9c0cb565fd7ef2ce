import type { DataSource } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { DeletionGraph, GoingEntity, Reference } from './deletion-graph.js';
import type { EntityAdmin } from './entity-admin.js';
import { keyValues } from './record-key.js';
import { quote, SqlValues, tableOf } from './sql-values.js';

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
  readonly values: SqlValues;
  private readonly with: string;
  private readonly places: Map<EntityAdmin, number>;

  /** @param keys of the rows to be deleted, each as its column's values */
  constructor(
    dataSource: DataSource,
    private readonly graph: DeletionGraph,
    private readonly keys: readonly string[],
  ) {
    this.values = new SqlValues(dataSource);
    this.places = new Map(graph.going.map(({ admin }, place) => [admin, place]));
    const sets = graph.going.map(
      (going, place) => `g${place} AS MATERIALIZED (${this.goingRows(going, keys)})`,
    );
    this.with = `WITH RECURSIVE ${sets.join(', ')}`;
  }

  /** Counts everything touched, and what of it this person may not delete. */
  counts(staff: StaffUser): string {
    const { going, cleared, protecting } = this.graph;
    const selects = [
      ...going.map(({ admin }, place) => {
        const named = admin.isGuarded && place > 0 ? GUARDED_ROWS + 1 : NAMED_ROWS;
        return this.counted(
          `going:${place}`,
          admin,
          `${tableOf(admin.metadata)} t JOIN g${place} USING (${this.names(admin)})`,
          [],
          named,
        );
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
    const { going } = this.graph;
    const others = going.filter(({ own }, place) => place > 0 || own.length > 0);
    if (others.length === 0) return null;
    const fixed = [
      `${this.values.add(actor.id)}::bigint`,
      `${this.values.add(actor.requestId)}::text`,
      `${this.values.add(actor.ip)}::inet`,
    ];
    const selects = others.map(({ admin }) => {
      const place = this.places.get(admin)!;
      const key = admin.keys.map(({ column }) => `t.${quote(column.databaseName)}::text`);
      const id = key.length === 1 ? key[0]! : `concat_ws('~', ${key.join(', ')})`;
      const label = `COALESCE(NULLIF(t.${quote(admin.title.columnName)}::text, ''), '#' || ${id})`;
      const from = `${tableOf(admin.metadata)} t JOIN g${place} USING (${this.names(admin)})`;
      const given = place === 0 ? ` WHERE NOT (${this.isGiven(admin, this.keys)})` : '';
      return `SELECT ${fixed.join(', ')}, 'delete', ${this.values.add(admin.id)}::text, ${id}, ${label} FROM ${from}${given}`;
    });
    return `${this.with} INSERT INTO log_entry (actor_id, request_id, ip, action, entity, entity_id, label) ${selects.join(' UNION ALL ')}`;
  }

  private goingRows({ admin, references, own }: GoingEntity, keys: readonly string[]): string {
    const table = `${tableOf(admin.metadata)} t`;
    const columns = this.columns(admin).map((name) => `t.${name}`);
    const select = `SELECT ${columns.join(', ')} FROM ${table}`;
    const base =
      references.length === 0
        ? `${select} WHERE ${this.isGiven(admin, keys)}`
        : references.map((reference) => `${select} WHERE ${this.refersToGoing(reference)}`).join(' UNION ');
    const place = this.places.get(admin)!;
    const further = own.map(({ key }) => {
      const on = key.columns.map((column, index) => {
        const target = key.referencedColumns[index]!.databaseName;
        return `t.${quote(column.databaseName)} = g.${quote(target)}`;
      });
      return `${select} JOIN g${place} g ON ${on.join(' AND ')}`;
    });
    // One recursive part may name the set once: several references to itself are joined as one.
    return further.length === 0 ? base : `(${base}) UNION (${this.joinedOnce(further)})`;
  }

  private joinedOnce(selects: string[]): string {
    const [first, ...others] = selects;
    const conditions = others.map((select) => select.slice(select.lastIndexOf(' ON ') + 4));
    return [first, ...conditions].join(' OR ');
  }

  private isGiven(admin: EntityAdmin, keys: readonly string[]): string {
    const values = keys.map((key) => keyValues(admin, key)).filter((value) => value !== null);
    const lists = admin.keys.map(({ column }, index) =>
      this.values.listOf(
        column,
        values.map((value) => String(value[index])),
      ),
    );
    const columns = admin.keys.map(({ column }) => `t.${quote(column.databaseName)}`);
    if (columns.length === 1) return `${columns[0]!} = ANY (${lists[0]!})`;
    return `(${columns.join(', ')}) IN (SELECT * FROM unnest(${lists.join(', ')}))`;
  }

  private refersToGoing({ to, key }: Reference): string {
    const columns = key.columns.map(({ databaseName }) => `t.${quote(databaseName)}`);
    const targets = key.referencedColumns.map(({ databaseName }) => quote(databaseName));
    return `(${columns.join(', ')}) IN (SELECT ${targets.join(', ')} FROM g${this.places.get(to)!})`;
  }

  private forbidden(admin: EntityAdmin, place: number, staff: StaffUser): string[] {
    if (place === 0 || admin.isPart) return [];
    const from = `${tableOf(admin.metadata)} t JOIN g${place} USING (${this.names(admin)})`;
    if (!admin.allowsCascade(staff)) return [this.counted(`forbidden:${place}`, admin, from, [])];
    const rules = admin.rowsFor(staff).map((rule) => this.values.condition(admin.metadata, 't', rule));
    if (rules.length === 0) return [];
    return [this.counted(`forbidden:${place}`, admin, from, [`(${rules.join(' AND ')}) IS NOT TRUE`])];
  }

  private referring(what: string, reference: Reference, butThoseGoing: boolean): string {
    const { from } = reference;
    const place = this.places.get(from);
    const conditions = [this.refersToGoing(reference)];
    if (place !== undefined && butThoseGoing) {
      const same = this.keyNames(from).map((name) => `g.${name} = t.${name}`);
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
    const names = this.keyNames(admin).map((name) => `t.${name}`);
    const keys = `SELECT ${names.join(', ')} FROM ${from}${where} ORDER BY ${names.join(', ')} LIMIT ${named}`;
    const texts = this.keyNames(admin).map((name) => `k.${name}::text`);
    return (
      `SELECT '${what}' AS what, (SELECT count(*) FROM ${from}${where})::int AS count, ` +
      `(SELECT COALESCE(json_agg(json_build_array(${texts.join(', ')})), '[]') FROM (${keys}) k) AS keys`
    );
  }

  private keyNames(admin: EntityAdmin): string[] {
    return admin.keys.map(({ column }) => quote(column.databaseName));
  }

  private names(admin: EntityAdmin): string {
    return this.keyNames(admin).join(', ');
  }

  /** The key, and whatever else of a row others may refer to. */
  private columns(admin: EntityAdmin): string[] {
    const referenced = [
      ...this.graph.going.flatMap(({ references, own }) => [...references, ...own]),
      ...this.graph.cleared,
      ...this.graph.protecting,
    ]
      .filter(({ to }) => to === admin)
      .flatMap(({ key }): ColumnMetadata[] => key.referencedColumns);
    const all = [...admin.keys.map(({ column }) => column), ...referenced];
    return [...new Set(all.map(({ databaseName }) => quote(databaseName)))];
  }
}
