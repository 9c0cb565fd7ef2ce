import { Injectable } from '@nestjs/common';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { DataSource } from 'typeorm';
import { Transactions } from '../database/transactions.service.js';
import { CacheBackend } from './cache-backend.js';
import { CacheNamespace } from './cache-namespace.js';
import { CacheStatistics } from './cache-statistics.js';
import { EntityChanges } from './entity-changes.service.js';

/** What a namespace is for. */
export interface NamespaceOptions {
  /** Lower-case words with hyphens; a new name when the shape of its values changes. */
  name: string;
  /** How long a value is believed at most, in milliseconds. */
  ttl: number;
  /** Entities whose changes make every value outdated; their tables need the trigger `<table>_notify_change`. */
  tags?: readonly EntityTarget<ObjectLiteral>[];
}

/**
 * What is read often and seldom changes, remembered: in Redis for all processes where `REDIS_URL` is set, otherwise in
 * the memory of each. A service opens its namespace once, in its constructor.
 */
@Injectable()
export class Cache {
  private readonly names = new Set<string>();
  private readonly watched = new Set<string>();

  constructor(
    private readonly backend: CacheBackend,
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly changes: EntityChanges,
    private readonly statistics: CacheStatistics,
  ) {}

  /** @throws Error when the name is taken: two kinds of values must not meet. */
  namespace<Value>({ name, ttl, tags = [] }: NamespaceOptions): CacheNamespace<Value> {
    if (!/^[a-z][a-z0-9-]*$/.test(name) || this.names.has(name))
      throw new Error(`a cache cannot be called "${name}": lower-case words with hyphens, each name once`);
    this.names.add(name);
    const tables = tags.map((entity) => this.dataSource.getMetadata(entity).tableName);
    for (const [index, table] of tables.entries()) {
      if (this.watched.has(table)) continue;
      this.watched.add(table);
      this.changes.watch([tags[index]!], () => this.invalidate(table));
    }
    const { backend, transactions } = this;
    const services = { backend, transactions, counts: this.statistics.of(name) };
    return new CacheNamespace<Value>(services, { name, tags: tables }, ttl);
  }

  /** A server that is away is told when it is back, before anything is read from it. */
  private async invalidate(table: string): Promise<void> {
    await this.backend.invalidate([table]).catch(() => undefined);
  }
}
