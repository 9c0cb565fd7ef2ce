import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Transactions } from '../src/core/database/transactions.service.js';
import type { JobRegistry } from '../src/core/jobs/job-registry.js';
import { Job } from '../src/core/jobs/job.js';
import { OutboxMessage } from '../src/core/jobs/outbox-message.entity.js';
import type { OutboxRelay } from '../src/core/jobs/outbox-relay.js';
import { Outbox } from '../src/core/jobs/outbox.service.js';
import { TaskResult } from '../src/core/jobs/task-result.entity.js';
import type { QueuedTask } from '../src/core/jobs/task.js';
import { Setting } from '../src/core/settings/setting.entity.js';
import { CvSection } from '../src/cv/document/cv-section.entity.js';
import { Cv } from '../src/cv/document/cv.entity.js';
import type { User } from '../src/users/user.entity.js';
import { DataLayer } from './support/data-layer.js';

class CvUploadedJob extends Job<{ cvId: number }> {
  static readonly jobName = 'test.cv-uploaded';
  override async perform(): Promise<void> {
    // nobody runs it here: what counts is whether it was queued
  }
}

let data: DataLayer;
let transactions: Transactions;
let zoe: User;
let outbox: Outbox;
let handedOver: string[];

beforeAll(async () => {
  data = await DataLayer.open();
  ({ transactions } = data.open);
  const registry = { queueOf: () => 'default' } as unknown as JobRegistry;
  const relay = {
    ready: () => true,
    handOver: (tasks: QueuedTask[]) => handedOver.push(...tasks.map(({ job }) => job)),
  } as unknown as OutboxRelay;
  outbox = new Outbox(transactions, registry, relay);
});
beforeEach(async () => {
  ({ zoe } = await data.reset());
  handedOver = [];
});
afterAll(() => data.open.close());

describe('transactions', () => {
  const cvWithSection = (kind: 'profile') =>
    transactions.run(async () => {
      const { id } = await transactions.insert(Cv, { ownerId: zoe.id, title: 'Both', language: 'en' });
      await transactions.insert(CvSection, { cvId: id, position: 0, kind });
    });

  it('atomic', async () => {
    await expect(cvWithSection('no kind' as 'profile')).rejects.toThrow('ck_cv_section_kind');
    expect(await data.titles()).toEqual([]);
    await transactions.run(async () => {
      const { id } = await transactions.insert(Cv, { ownerId: zoe.id, title: 'Both', language: 'en' });
      await transactions.insert(CvSection, { cvId: id, position: 0, kind: 'profile' });
    });
    expect(await data.titles()).toEqual(['Both']);
  });

  it('atomic as a savepoint', async () => {
    await transactions.run(async () => {
      const part = transactions.run(() => transactions.insert(Setting, { key: 'No!', value: 1 }), {
        savepoint: true,
      });
      await part.catch(() => transactions.insert(Setting, { key: 'plan.b', value: 1 }));
    });
    expect(await data.keys()).toEqual(['plan.b']);
  });

  it('isolation', async () => {
    await transactions.insert(Setting, { key: 'a.b', value: 1 });
    const sum = await transactions.run(() => transactions.repository(Setting).count(), {
      isolation: 'SERIALIZABLE',
    });
    expect(sum).toBe(1);
  });

  it('on_commit', async () => {
    const told: string[] = [];
    await transactions.run(async () => {
      await transactions.afterCommit(() => void told.push('committed'));
      told.push('working');
    });
    expect(told).toEqual(['working', 'committed']);
  });

  it('select_for_update(skip_locked=True)', async () => {
    await transactions.insertAll(OutboxMessage, [
      { job: 'first', payload: {} },
      { job: 'second', payload: {} },
    ]);
    const take = async () => {
      const next = await transactions
        .repository(OutboxMessage)
        .createQueryBuilder('message')
        .orderBy('message.id')
        .limit(1)
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .getOne();
      return next?.job;
    };
    await transactions.run(async () => {
      expect(await take()).toBe('first');
      const elsewhere = data.open.source.transaction((manager) =>
        manager.query<{ job: string }[]>(
          'SELECT job FROM outbox_message ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED',
        ),
      );
      expect(await elsewhere).toEqual([{ job: 'second' }]);
    });
  });

  it('signals', async () => {
    const failing = transactions.run(async () => {
      await outbox.enqueue(CvUploadedJob, { cvId: 1 });
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(handedOver).toEqual([]);
    expect(await transactions.repository(TaskResult).count()).toBe(0);

    await transactions.run(async () => {
      const cv = await transactions.insert(Cv, { ownerId: zoe.id, title: 'Told', language: 'en' });
      await outbox.enqueue(CvUploadedJob, { cvId: cv.id });
    });
    expect(handedOver).toEqual(['test.cv-uploaded']);
    expect(await transactions.repository(TaskResult).countBy({ status: 'waiting' })).toBe(1);
  });
});
