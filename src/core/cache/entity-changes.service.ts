import { Injectable } from '@nestjs/common';
import { DataSource, type EntitySubscriberInterface, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { Transactions } from '../database/transactions.service.js';

type Watcher = () => void | Promise<void>;

/**
 * Tells who remembers something of an entity that rows of it have changed: what TypeORM writes in this process as soon
 * as it is committed, everything else (other processes, SQL) when `ChangeListener` hears of it.
 */
@Injectable()
export class EntityChanges implements EntitySubscriberInterface<ObjectLiteral> {
  private readonly watchers = new Map<string, Watcher[]>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
  ) {
    dataSource.subscribers.push(this);
  }

  /** The tables that somebody watches; each needs the trigger `<table>_notify_change`. */
  get tables(): string[] {
    return [...this.watchers.keys()];
  }

  /** Calls `watcher` after every change of one of the entities; perhaps once more than there were changes. */
  watch(entities: readonly EntityTarget<ObjectLiteral>[], watcher: Watcher): void {
    for (const entity of entities) {
      const { tableName } = this.dataSource.getMetadata(entity);
      this.watchers.set(tableName, [...(this.watchers.get(tableName) ?? []), watcher]);
    }
  }

  /** Says that rows of these tables have changed, for all that are to see it. */
  async changed(tables: readonly string[]): Promise<void> {
    const watchers = new Set(tables.flatMap((table) => this.watchers.get(table) ?? []));
    await Promise.all([...watchers].map(async (watcher) => watcher()));
  }

  afterInsert = (event: Change): Promise<void> => this.note(event);
  afterUpdate = (event: Change): Promise<void> => this.note(event);
  afterRemove = (event: Change): Promise<void> => this.note(event);

  private async note({ metadata: { tableName } }: Change): Promise<void> {
    if (!this.watchers.has(tableName)) return;
    await this.transactions.afterCommit(() => this.changed([tableName]));
  }
}

interface Change {
  metadata: { tableName: string };
}
