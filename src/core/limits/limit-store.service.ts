import { Injectable, Logger } from '@nestjs/common';
import type pg from 'pg';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterPostgres } from 'rate-limiter-flexible';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { Outage } from '../logging/outage.js';

/** So much was counted under a key, in a window that ends at `expire` (milliseconds since 1970). */
export interface Count {
  key: string;
  points: number;
  expire: number;
}

/** In the order of the keys, so that two processes never wait for each other in a circle. */
const ADD = `
  INSERT INTO rate_limit AS known (key, points, expire)
  SELECT * FROM unnest($1::text[], $2::integer[], $3::bigint[]) AS new (key, points, expire) ORDER BY key
  ON CONFLICT (key) DO UPDATE SET
    points = excluded.points + CASE WHEN known.expire > $4 THEN known.points ELSE 0 END,
    expire = CASE WHEN known.expire > $4 THEN known.expire ELSE excluded.expire END
  RETURNING key, points, expire`;

/** What limits share between processes: the table `rate_limit`, in the format of rate-limiter-flexible. */
@Injectable()
export class LimitStore {
  private readonly outage = new Outage(
    new Logger('Limits'),
    'the store of limits',
    'each process counts by itself',
  );

  constructor(private readonly dataSource: DataSource) {}

  /**
   * A limit that is exact over all processes, at the price of a query for everything it counts. While the database is
   * away each process counts by itself.
   */
  strict(name: string, points: number, seconds: number): RateLimiterAbstract {
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

  /** Adds to what is known under each key, in one statement. @returns the sums, in no order. */
  async add(counts: readonly Count[]): Promise<Count[]> {
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

  /** Runs a statement beside any transaction in progress: what was counted stays counted. */
  private run<Row extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    const pool = (this.dataSource.driver as PostgresDriver).master as pg.Pool;
    return this.outage.watch(() => pool.query<Row>(query));
  }
}
