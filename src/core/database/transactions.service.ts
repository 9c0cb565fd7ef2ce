import { Injectable, Logger } from '@nestjs/common';
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  DataSource,
  type DeepPartial,
  type EntityManager,
  type EntityTarget,
  type ObjectLiteral,
  type Repository,
} from 'typeorm';

interface Unit {
  manager: EntityManager;
  afterCommit: (() => void | Promise<void>)[];
}

/**
 * The one way to say "all of this or nothing". A nested `run` joins the transaction it is called in, so a
 * service need not know whether its caller opened one.
 */
@Injectable()
export class Transactions {
  private readonly log = new Logger(Transactions.name);
  private readonly current = new AsyncLocalStorage<Unit>();

  constructor(private readonly dataSource: DataSource) {}

  /** The manager of the transaction in progress, or the data source's own outside of one. */
  get manager(): EntityManager {
    return this.current.getStore()?.manager ?? this.dataSource.manager;
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

  /** Inserts rows with one INSERT. @returns them, in order, with what the database generated. */
  async insertAll<Entity extends ObjectLiteral>(
    entity: EntityTarget<Entity>,
    values: NoInfer<DeepPartial<Entity>>[],
  ): Promise<Entity[]> {
    const repository = this.repository(entity);
    const rows = repository.create(values);
    if (rows.length > 0) await repository.insert(rows as Parameters<typeof repository.insert>[0]);
    return rows;
  }

  /** Runs `work` in a transaction; an exception rolls everything back and is thrown on. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.current.getStore()) return work();
    const afterCommit: Unit['afterCommit'] = [];
    const result = await this.dataSource.transaction((manager) =>
      this.current.run({ manager, afterCommit }, work),
    );
    for (const hook of afterCommit) {
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
    const unit = this.current.getStore();
    if (unit) unit.afterCommit.push(hook);
    else await hook();
  }
}
