import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { preparedQuery } from '../database/prepared-query.js';
import { Transactions } from '../database/transactions.service.js';
import { requestContext } from '../http/request-context.js';
import { currentTraceparent } from '../observability/tracing.js';
import { type Flow, link, step } from './flow.js';
import { checkedPayload } from './job-payload.js';
import { JobRegistry } from './job-registry.js';
import type { JobPayload, JobType } from './job.js';
import { OutboxRelay } from './outbox-relay.js';

/** When and how a task runs; everything may be left out. */
export interface EnqueueOptions {
  /** Not to be started before. */
  runAt?: Date;
  /** Not to be started after: it then ends as `expired`. */
  expiresAt?: Date;
  /** 0, the most urgent and the default, to 9. */
  priority?: number;
  /** The schedule on whose account it runs. */
  periodicTaskId?: number;
}

/** The columns of `$1`, tasks as a JSON array, however many: a query builder would cost more per task than the queue does. */
const TASKS = `jsonb_to_recordset($1) AS task ("taskId" uuid, job text, queue text, payload jsonb, priority smallint,
  "runAt" timestamptz, "expiresAt" timestamptz, "periodicTaskId" bigint, "groupId" uuid, "afterGroupId" uuid,
  "waitsFor" integer, "requestId" text, traceparent text)`;

const insertMessages = preparedQuery(`
  INSERT INTO outbox_message (task_id, job, payload, priority, run_at, expires_at, periodic_task_id, group_id,
                              after_group_id, waits_for, request_id, traceparent)
  SELECT "taskId", job, payload, priority, "runAt", "expiresAt", "periodicTaskId", "groupId", "afterGroupId", "waitsFor",
         "requestId", traceparent FROM ${TASKS}`);

const insertResults = preparedQuery(`
  INSERT INTO task_result (task_id, job, queue, payload, priority, run_at, expires_at, periodic_task_id, group_id,
                           request_id, traceparent)
  SELECT "taskId", job, queue, payload, priority, "runAt", "expiresAt", "periodicTaskId", "groupId", "requestId",
         traceparent FROM ${TASKS}`);

/**
 * The way to start a job: it is queued if, and only if, the transaction in progress commits. A task that waits for
 * nothing is written where its result will be, and handed to the queue after the commit; should that not come about,
 * `LostTasks` finds it. The outbox keeps what waits for other tasks, and everything while the queue is away.
 */
@Injectable()
export class Outbox {
  constructor(
    private readonly transactions: Transactions,
    private readonly registry: JobRegistry,
    private readonly relay: OutboxRelay,
  ) {}

  /**
   * @returns the id of the task, which is where `TaskResults` knows it by.
   * @throws InvalidPayloadError when the payload cannot be stored.
   */
  async enqueue<Payload extends JobPayload>(
    job: JobType<Payload>,
    payload: NoInfer<Payload>,
    options: EnqueueOptions = {},
  ): Promise<string> {
    const [taskId] = await this.enqueueFlow(step(job, payload), options);
    return taskId!;
  }

  /**
   * Starts many tasks that wait for each other as the flow says; see `chain` and `group`. When one of them does not
   * succeed, those that wait for it are cancelled.
   * @returns the ids of the tasks, in the order in which the flow names them.
   */
  async enqueueFlow(flow: Flow, options: EnqueueOptions = {}): Promise<string[]> {
    const requestId = requestContext()?.requestId ?? null;
    const traceparent = currentTraceparent();
    const tasks = link(flow).map(({ step: { job, payload }, ...links }) => ({
      taskId: randomUUID(),
      job: job.jobName,
      queue: this.registry.queueOf(job.jobName),
      payload: checkedPayload(payload),
      priority: options.priority ?? 0,
      runAt: options.runAt ?? null,
      expiresAt: options.expiresAt,
      periodicTaskId: options.periodicTaskId,
      requestId,
      traceparent,
      ...links,
    }));
    const isDirect = this.relay.ready();
    const direct = tasks.filter(({ waitsFor }) => isDirect && waitsFor === 0);
    const kept = isDirect ? tasks.filter(({ waitsFor }) => waitsFor > 0) : tasks;
    if (direct.length > 0) await insertResults(this.transactions, [JSON.stringify(direct)]);
    if (kept.length > 0) await insertMessages(this.transactions, [JSON.stringify(kept)]);
    await this.transactions.afterCommit(() => this.relay.handOver(direct));
    return tasks.map(({ taskId }) => taskId);
  }
}
