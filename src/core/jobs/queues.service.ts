import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { DatabaseUrl } from '../database/database-url.js';
import { createQueue, createQueuePool, type JobQueue } from './queue.js';

/** The process's connection to the job queue. */
@Injectable()
export class Queues implements OnApplicationShutdown {
  private readonly log = new Logger(Queues.name);
  readonly pool: pg.Pool;
  readonly jobs: JobQueue;

  constructor(database: DatabaseUrl) {
    this.pool = createQueuePool(database.url);
    this.pool.on('error', (error) => this.log.warn('a queue connection was lost', error));
    this.jobs = createQueue(this.pool);
    this.jobs.on('error', (error) => this.log.warn('the queue reports an error', error));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.jobs.close();
    await this.pool.end();
  }
}
