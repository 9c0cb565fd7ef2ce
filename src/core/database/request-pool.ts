import type pg from 'pg';
import { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { NamedStatement } from './named-statements.js';
import { ReadingLane } from './reading-lane.js';

/** One lane keeps a core of PostgreSQL busy; a second one goes on when the first waits for something slow. */
export const LANES = 2;

/**
 * The connections of a process: those of the pool, which are lent for a statement or a transaction, and beside them a
 * few that all short reads share. What many requests ask within one turn of the event loop goes to the server in one
 * packet and comes back in one, which costs both sides a fraction of as many exchanges (bench/README.md).
 */
export class RequestPool extends Pool {
  private readonly lanes = new Set<ReadingLane>();

  constructor(private readonly settings: pg.PoolConfig) {
    super(settings);
  }

  /** Runs a short read that needs no transaction. @returns its rows */
  async read<Row extends object>(statement: NamedStatement): Promise<Row[]> {
    const lane = this.freeLane();
    return lane ? lane.read<Row>(statement) : (await this.query<Row>(statement)).rows;
  }

  override end(): Promise<void>;
  override end(callback: () => void): void;
  override end(callback?: () => void): Promise<void> | void {
    for (const lane of this.lanes) lane.end();
    return callback ? super.end(callback) : super.end();
  }

  /** The one with the least to do; none while they are being connected or something slow holds them up. */
  private freeLane(): ReadingLane | undefined {
    if (this.lanes.size < LANES && !this.ending) this.openLane();
    let free: ReadingLane | undefined;
    for (const lane of this.lanes) if (lane.free && !(free && free.underWay <= lane.underWay)) free = lane;
    return free;
  }

  private openLane(): void {
    const lane = new ReadingLane(this.settings, () => this.lanes.delete(lane));
    this.lanes.add(lane);
  }
}

/** The pool of a data source made with `databaseOptions`. */
export const requestPool = ({ driver }: DataSource): RequestPool =>
  (driver as PostgresDriver).master as RequestPool;
