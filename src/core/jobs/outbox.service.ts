import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.service.js';
import { requestContext } from '../http/request-context.js';
import { JobRegistry } from './job-registry.js';
import type { JobPayload, JobType } from './job.js';
import { OutboxMessage } from './outbox-message.entity.js';
import { OutboxRelay } from './outbox-relay.js';

/** The way to start a job: it is queued if, and only if, the transaction in progress commits. */
@Injectable()
export class Outbox {
  constructor(
    private readonly transactions: Transactions,
    private readonly registry: JobRegistry,
    private readonly relay: OutboxRelay,
  ) {}

  async enqueue<Payload extends JobPayload>(job: JobType<Payload>, payload: Payload): Promise<void> {
    this.registry.find(job.jobName);
    await this.transactions.insert(OutboxMessage, {
      job: job.jobName,
      payload: { ...payload },
      requestId: requestContext()?.requestId ?? null,
    });
    await this.transactions.afterCommit(() => this.relay.nudge());
  }
}
