import { type EntityManager, type QueryRunner, QueryRunnerAlreadyReleasedError } from 'typeorm';

export type Isolation = 'READ COMMITTED' | 'REPEATABLE READ' | 'SERIALIZABLE';

/** What fails or succeeds together: a transaction, or the part of one that has a savepoint. */
export class Unit {
  /** To be called after the commit of the outermost unit, in this order. */
  readonly afterCommit: (() => void | Promise<void>)[] = [];
  /** Whether its work is over; what of it still goes on must not reach the database by it any more. */
  ended = false;
  private failure: unknown;
  private parted = false;

  constructor(
    readonly manager: EntityManager,
    readonly isolation: Isolation,
  ) {}

  get runner(): QueryRunner {
    return this.manager.queryRunner!;
  }

  /** What to throw when the transaction failed by `error`. */
  explain(error: unknown): unknown {
    // TypeORM has let go of a lost connection already, and tells the next statement that instead of the reason.
    return error instanceof QueryRunnerAlreadyReleasedError
      ? new Error('Connection terminated in the middle of a transaction', { cause: error })
      : error;
  }

  /** Runs `work` as a part of this unit; if it throws, the unit must not be committed, whoever catches the error. */
  async join<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      this.failure ??= error;
      throw error;
    }
  }

  /** Runs `work` as a unit of its own within this one, whose rows and hooks are gone if it throws. */
  async savepoint<Result>(work: (inner: Unit) => Promise<Result>): Promise<Result> {
    if (this.parted) throw new Error('two savepoints of a transaction overlap: await one before the next');
    this.parted = true;
    try {
      const inner = new Unit(this.manager, this.isolation);
      const result = await this.manager.transaction(() => work(inner));
      this.afterCommit.push(...inner.afterCommit);
      return result;
    } finally {
      this.parted = false;
    }
  }

  /** @throws Error when a part has failed and the error was caught: half of that part would be committed. */
  assertWhole(): void {
    if (this.failure === undefined) return;
    const message =
      'a nested transaction failed and its error was caught; put what may fail into run(work, { savepoint: true })';
    throw new Error(message, { cause: this.failure });
  }
}
