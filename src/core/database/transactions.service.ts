import { Injectable, Logger } from '@nestjs/common';
import {
  DataSource,
  type DeepPartial,
  type EntityManager,
  type EntityTarget,
  type ObjectLiteral,
  type Repository,
} from 'typeorm';
import { ContextVariable } from '../context/context-variable.js';
import { cursorRows } from './cursor-rows.js';
import { insertInBatches } from './insert-in-batches.js';
import { retryConflicts } from './retry.js';
import { inTransaction } from './transaction.js';
import { type Isolation, Unit } from './unit.js';
import { updateVersion, type Versioned, type VersionedUpdate } from './update-version.js';

export interface TransactionOptions {
  /**
   * Inside of another transaction: undo only this part if it throws, so that the caller may catch the error and
   * go on. Parts cannot overlap; await one before the next.
   */
  savepoint?: boolean;
  /** READ COMMITTED unless said otherwise; a nested call cannot ask for another one than it finds. */
  isolation?: Isolation;
  /** How often the outermost work may run in all when it collides with others' (40001, 40P01); 1 is never again. */
  attempts?: number;
}

const ATTEMPTS = 4;

/**
 * The one way to say "all of this or nothing". A nested `run` joins the transaction it is called in, so a
 * service need not know whether its caller opened one.
 */
@Injectable()
export class Transactions {
  private readonly log = new Logger(Transactions.name);
  private readonly current = new ContextVariable<Unit>();

  constructor(private readonly dataSource: DataSource) {}

  /** The manager of the transaction in progress, or the data source's own outside of one. */
  get manager(): EntityManager {
    return this.unit?.manager ?? this.dataSource.manager;
  }

  /** Whether the caller is inside of a transaction, and may so see what others do not. */
  get inProgress(): boolean {
    return this.current.get()?.ended === false;
  }

  /** A repository that takes part in the transaction in progress; ask for it anew in every method. */
  repository<Entity extends ObjectLiteral>(entity: EntityTarget<Entity>): Repository<Entity> {
    return this.manager.getRepository(entity);
  }

  /** Inserts a row with one INSERT and no SELECT. @returns it with what the database generated. */
  async insert<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    values: NoInfer<DeepPartial<Entity>>,
  ): Promise<Entity> {
    const [row] = await this.insertAll(entity, [values]);
    return row as Entity;
  }

  /** Inserts rows, all or none, with as few INSERTs as possible. @returns them, in order, with what was generated. */
  async insertAll<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    values: NoInfer<DeepPartial<Entity>>[],
  ): Promise<Entity[]> {
    return insertInBatches(
      () => this.repository(entity),
      values,
      (work) => this.run(work),
    );
  }

  /**
   * Changes one row if it still has the version that the caller has seen.
   * @returns the row's new version.
   * @throws StaleVersionError when somebody was faster, NotFoundError when there is no such row.
   */
  async update<Entity extends Versioned>(
    entity: EntityTarget<Entity>,
    change: VersionedUpdate<NoInfer<Entity>>,
  ): Promise<number> {
    return updateVersion(this.repository(entity), change);
  }

  /**
   * Runs a statement with `$1, $2, …` in the transaction in progress.
   * @returns the rows of a SELECT or of RETURNING, typed as the caller says they are.
   */
  async sql<Row extends object>(statement: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    const { unit } = this;
    const runner = unit?.runner ?? this.dataSource.createQueryRunner();
    try {
      const { records } = await runner.query(statement, [...parameters], true);
      return (records ?? []) as Row[];
    } finally {
      if (!unit) await runner.release();
    }
  }

  /**
   * The rows of a SELECT one by one, fetched `batch` at a time from a cursor of the server, so that any number of
   * them takes the memory of a batch. In the transaction in progress, or in a read-only one of its own.
   */
  stream<Row extends object>(
    statement: string,
    parameters: readonly unknown[] = [],
    batch = 1_000,
  ): AsyncGenerator<Row, void, undefined> {
    return cursorRows<Row>(this.dataSource, this.unit?.runner, statement, parameters, batch);
  }

  /**
   * Runs `work` in a transaction; an exception rolls everything back and is thrown on. The outermost work runs
   * again if it collides with that of others: what it does besides the database must bear that, or belong into
   * `afterCommit`.
   */
  async run<Result>(work: () => Promise<Result>, options: TransactionOptions = {}): Promise<Result> {
    const { unit } = this;
    if (unit) return this.runNested(unit, work, options);
    const { result, hooks } = await retryConflicts(options.attempts ?? ATTEMPTS, () =>
      this.runOutermost(work, options.isolation),
    );
    for (const hook of hooks) {
      try {
        await hook();
      } catch (error) {
        // The data is committed: a failing hook must not make the caller believe otherwise.
        this.log.error('an after-commit hook failed', error);
      }
    }
    return result;
  }

  /** Calls `hook` once the transaction in progress has committed, never if it rolls back; at once outside of one. */
  async afterCommit(hook: () => void | Promise<void>): Promise<void> {
    const { unit } = this;
    if (unit) unit.afterCommit.push(hook);
    else await hook();
  }

  /** What the caller takes part in. @throws Error when that is over: its connection may be that of others by now. */
  private get unit(): Unit | undefined {
    const unit = this.current.get();
    if (unit?.ended)
      throw new Error('a transaction has ended before all of its work: await every part of it');
    return unit;
  }

  private async runOutermost<Result>(work: () => Promise<Result>, isolation: Isolation = 'READ COMMITTED') {
    let unit: Unit | undefined;
    const inside = async (manager: EntityManager) => {
      unit = new Unit(manager, isolation);
      const result = await this.workOf(unit, work);
      return { result, hooks: unit.afterCommit };
    };
    try {
      return await inTransaction(this.dataSource, isolation, inside);
    } catch (error) {
      throw unit?.explain(error) ?? error;
    }
  }

  private async runNested<Result>(
    unit: Unit,
    work: () => Promise<Result>,
    { savepoint, isolation = unit.isolation }: TransactionOptions,
  ): Promise<Result> {
    if (isolation !== unit.isolation)
      throw new Error(`a transaction in ${unit.isolation} cannot be joined by one in ${isolation}`);
    if (!savepoint) return unit.join(work);
    return unit.savepoint((inner) => this.workOf(inner, work));
  }

  private async workOf<Result>(unit: Unit, work: () => Promise<Result>): Promise<Result> {
    try {
      const result = await this.current.run(unit, work);
      unit.assertWhole();
      return result;
    } finally {
      unit.ended = true;
    }
  }
}
