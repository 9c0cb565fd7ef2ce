import { Logger } from '@nestjs/common';
import type pg from 'pg';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';
import type { DataSource } from 'typeorm';
import { requestPool } from '../database/request-pool.js';
import { Outage } from '../logging/outage.js';
import { type Count, LimitStore, type Selection } from './limit-store.js';

/** In the order of the keys, so that two processes never wait for each other in a circle. */
const ADD = `
  INSERT INTO rate_limit AS known (key, points, expire)
  SELECT * FROM unnest($1::text[], $2::integer[], $3::bigint[]) AS new (key, points, expire) ORDER BY key
  ON CONFLICT (key) DO UPDATE SET
    points = excluded.points + CASE WHEN known.expire > $4 THEN known.points ELSE 0 END,
    expire = CASE WHEN known.expire > $4 THEN known.expire ELSE excluded.expire END
  RETURNING key, points, expire`;

const LASTS_AND_IS_SELECTED = `expire > $1 AND ($2 OR key = ANY($3) OR starts_with(key, $4)
  OR EXISTS (SELECT FROM unnest($5::text[]) AS suffix WHERE right(key, length(suffix)) = suffix))`;

const FIND = `SELECT key, points, expire FROM rate_limit WHERE ${LASTS_AND_IS_SELECTED} ORDER BY points DESC, key LIMIT $6`;

const FORGET = `DELETE FROM rate_limit WHERE ${LASTS_AND_IS_SELECTED}`;

/** Counts in the table `rate_limit`, in the format of rate-limiter-flexible. */
export class PostgresLimitStore extends LimitStore {
  private readonly outage = new Outage(
    new Logger('Limits'),
    'the store of limits',
    'each process counts by itself',
  );

  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override strict(name: string, points: number, seconds: number): RateLimiterAbstract {
    const options = { keyPrefix: name, points, duration: seconds };
    return new RateLimiterPostgres({
      ...options,
      tableName: 'rate_limit',
      tableCreated: true,
      clearExpiredByTimeout: false,
      storeType: 'pool',
      storeClient: { query: (query: pg.QueryConfig) => this.run(query) },
      insuranceLimiter: new RateLimiterMemory(options),
    });
  }

  override async add(counts: readonly Count[]): Promise<Count[]> {
    const columns = [
      counts.map(({ key }) => key),
      counts.map(({ points }) => points),
      counts.map(({ expire }) => expire),
    ];
    const { rows } = await this.run<Count>({
      name: 'add-limits',
      text: ADD,
      values: [...columns, Date.now()],
    });
    return rows;
  }

  override async find(selection: Selection, limit: number): Promise<Count[]> {
    const { rows } = await this.run<Count>({ text: FIND, values: [...parametersOf(selection), limit] });
    return rows;
  }

  override async forget(selection: Selection): Promise<number> {
    const { rowCount } = await this.run({ text: FORGET, values: parametersOf(selection) });
    return rowCount ?? 0;
  }

  /** Runs a statement beside any transaction in progress: what was counted stays counted. */
  private run<Row extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    const pool = requestPool(this.dataSource);
    return this.outage.watch(() => pool.query<Row>(query));
  }
}

const parametersOf = (selection: Selection): unknown[] => [
  Date.now(),
  selection === null,
  selection?.keys ?? [],
  selection?.prefix ?? null,
  selection?.suffixes ?? [],
];
