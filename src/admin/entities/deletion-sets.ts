import type { DataSource } from 'typeorm';
import type { DeletionGraph, Reference } from './deletion-graph.js';
import type { EntityAdmin } from './entity-admin.js';
import { keyValues } from './record-key.js';
import { quote, SqlValues, tableOf } from './sql-values.js';

/** The sets of rows that go, as a `WITH` clause: `g0` are those of the graph's first entity, and so on. */
export class DeletionSets {
  readonly values: SqlValues;
  private readonly places: ReadonlyMap<EntityAdmin, number>;

  /** @param keys of the rows to be deleted */
  constructor(
    dataSource: DataSource,
    private readonly graph: DeletionGraph,
    private readonly keys: readonly string[],
  ) {
    this.values = new SqlValues(dataSource);
    this.places = new Map(graph.going.map(({ admin }, place) => [admin, place]));
  }

  /** The clause; its sets may name each other in any order. */
  clause(): string {
    const circles = this.graph.circles.map((circle, number) => `c${number} AS (${this.circleRows(circle)})`);
    const sets = this.graph.going.map(
      ({ admin }, place) => `g${place} AS MATERIALIZED (${this.goingRows(admin)})`,
    );
    return `WITH RECURSIVE ${[...circles, ...sets].join(', ')}`;
  }

  placeOf(admin: EntityAdmin): number | undefined {
    return this.places.get(admin);
  }

  isInCircle(admin: EntityAdmin): boolean {
    return this.graph.circles.some((circle) => circle.includes(admin));
  }

  /** Whether a row `t` is one of those to be deleted, not one that goes with them. */
  isGiven(admin: EntityAdmin): string {
    const values = this.keys.map((key) => keyValues(admin, key)).filter((value) => value !== null);
    const lists = admin.keys.map(({ column }, index) =>
      this.values.listOf(
        column,
        values.map((value) => String(value[index])),
      ),
    );
    const columns = keyNames(admin).map((name) => `t.${name}`);
    if (columns.length === 1) return `${columns[0]!} = ANY (${lists[0]!})`;
    return `(${columns.join(', ')}) IN (SELECT * FROM unnest(${lists.join(', ')}))`;
  }

  /** Whether a row `t` refers to one that goes. */
  refersToGoing({ to, key }: Reference): string {
    const columns = key.columns.map(({ databaseName }) => `t.${quote(databaseName)}`);
    const targets = key.referencedColumns.map(({ databaseName }) => quote(databaseName));
    return `(${columns.join(', ')}) IN (SELECT ${targets.join(', ')} FROM g${this.places.get(to)!})`;
  }

  private goingRows(admin: EntityAdmin): string {
    const select = `SELECT ${this.columns(admin).join(', ')} FROM ${tableOf(admin.metadata)} t`;
    const circle = this.graph.circles.findIndex((members) => members.includes(admin));
    if (circle >= 0) {
      const member = this.graph.circles[circle]!.indexOf(admin);
      return `${select} JOIN c${circle} c ON ${this.isMember(admin, member, 't')}`;
    }
    return this.firstRows(admin, [])
      .map((condition) => `${select} WHERE ${condition}`)
      .join(' UNION ');
  }

  /** By what rows `t` of an entity go, but for what goes in circles. */
  private firstRows(admin: EntityAdmin, circle: readonly EntityAdmin[]): string[] {
    const { references, below } = this.graph.going[this.places.get(admin)!]!;
    const outside = references.filter(({ to }) => !circle.includes(to));
    const conditions = outside.map((reference) => this.refersToGoing(reference));
    return below === null ? [this.isGiven(admin), ...conditions] : conditions;
  }

  /**
   * The rows of several entities that go by way of each other, each as the number of its entity and its key. PostgreSQL
   * knows no sets that are made from each other, so they are one, and each row asks all of the circle what refers to it.
   */
  private circleRows(circle: readonly EntityAdmin[]): string {
    const row = (admin: EntityAdmin, member: number): string => {
      const parts = keyNames(admin).map((name) => `t.${name}::text`);
      return `SELECT ${member} AS member, ARRAY[${parts.join(', ')}] AS key FROM ${tableOf(admin.metadata)} t`;
    };
    const first = circle.flatMap((admin, member) =>
      this.firstRows(admin, circle).map((condition) => `${row(admin, member)} WHERE ${condition}`),
    );
    const further = circle.flatMap((admin, member) =>
      this.graph.going[this.places.get(admin)!]!.references.filter(({ to }) => circle.includes(to)).map(
        ({ to, key }) => {
          const on = key.columns.map((column, index) => {
            const target = key.referencedColumns[index]!.databaseName;
            return `t.${quote(column.databaseName)} = p.${quote(target)}`;
          });
          const parent = `JOIN ${tableOf(to.metadata)} p ON ${on.join(' AND ')}`;
          return `${row(admin, member)} ${parent} WHERE ${this.isMember(to, circle.indexOf(to), 'p')}`;
        },
      ),
    );
    const number = this.graph.circles.indexOf(circle as EntityAdmin[]);
    const next = `SELECT n.* FROM c${number} c CROSS JOIN LATERAL (${further.join(' UNION ALL ')}) n`;
    return `(${first.join(' UNION ')}) UNION (${next})`;
  }

  /** Whether a row is the one that the circle's row `c` names; the key of another entity may be no value of these columns. */
  private isMember(admin: EntityAdmin, member: number, alias: string): string {
    const parts = admin.keys.map(({ column }, index) => {
      const value = `CASE WHEN c.member = ${member} THEN c.key[${index + 1}]::${this.values.typeOf(column)} END`;
      return `${alias}.${quote(column.databaseName)} = ${value}`;
    });
    return parts.join(' AND ');
  }

  /** The key, and whatever else of a row others may refer to. */
  private columns(admin: EntityAdmin): string[] {
    const { going, cleared, protecting } = this.graph;
    const referenced = [...going.flatMap(({ references }) => references), ...cleared, ...protecting]
      .filter(({ to }) => to === admin)
      .flatMap(({ key }) => key.referencedColumns);
    const all = [...admin.keys.map(({ column }) => column), ...referenced];
    return [...new Set(all.map(({ databaseName }) => `t.${quote(databaseName)}`))];
  }
}

/** The columns of an entity's key. */
export function keyNames(admin: EntityAdmin): string[] {
  return admin.keys.map(({ column }) => quote(column.databaseName));
}
