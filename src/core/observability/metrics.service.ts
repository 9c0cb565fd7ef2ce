import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { CacheStatistics } from '../cache/cache-statistics.js';
import { Transactions } from '../database/transactions.service.js';
import { MailStatistics } from '../mail/mail-statistics.service.js';
import { StorageStatistics } from '../storage/storage-statistics.js';
import { addCacheMetrics } from './cache-metrics.js';
import { addDatabaseMetrics } from './database-metrics.js';
import { addJobsMetrics } from './jobs-metrics.js';
import { addMailMetrics } from './mail-metrics.js';
import { addStorageMetrics } from './storage-metrics.js';

/**
 * What this process counts about itself, for Prometheus. Nothing is named after a person, a row or whatever a client
 * sent: labels come from our own code, so there are only so many.
 */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly caches: CacheStatistics,
    private readonly storages: StorageStatistics,
    private readonly mails: MailStatistics,
  ) {}

  /** Begins to measure; to be called once, by the processes that are asked for it. */
  start(): void {
    collectDefaultMetrics({ register: this.registry });
    addDatabaseMetrics(this.registry, this.dataSource);
    addCacheMetrics(this.registry, this.caches);
    addJobsMetrics(this.registry, this.transactions);
    addMailMetrics(this.registry, this.mails);
    addStorageMetrics(this.registry, this.storages);
  }
}
