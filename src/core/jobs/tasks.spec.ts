import { describe, expect, it, jest } from '@jest/globals';
import { describeOnBackends } from '../../../test/support/job-bench.js';
import { MailJob, HastyJob, PacedJob, ToyJob } from '../../../test/support/toy-jobs.js';
import { until } from '../../../test/support/until.js';
import { runInRequestContext } from '../http/request-context.js';
import { group, step } from './flow.js';
import { InvalidPayloadError } from './job.errors.js';
import { MAX_ATTEMPTS } from './job-worker.js';

describeOnBackends('tasks', (bench) => {
  describe('a task', () => {
    it('runs after the commit that asked for it, and keeps its result', async () => {
      bench().process.worker.start();
      let taskId = '';
      await runInRequestContext({ requestId: 'request-1', ip: null, origin: null }, () =>
        bench().process.transactions.run(async () => {
          taskId = await bench().process.outbox.enqueue(ToyJob, { name: 'Anna' });
        }),
      );
      expect(await bench().ended(taskId)).toMatchObject({
        ...{ job: 'toy', queue: 'default', status: 'done', result: { name: 'Anna' }, attempts: 1 },
        ...{ payload: { name: 'Anna' }, requestId: 'request-1', traceback: null },
        ...{ durationMs: expect.any(Number), startedAt: expect.any(Date) },
      });
      expect(bench().jobs.toy.requestId).toBe('request-1');
      expect(await bench().messages()).toBe(0);
    });

    it('is never there when the transaction rolls back', async () => {
      const work = bench().process.transactions.run(async () => {
        await bench().process.outbox.enqueue(ToyJob, { name: 'Anna' });
        throw new Error('no');
      });
      await expect(work).rejects.toThrow('no');
      bench().process.worker.start();
      await bench().ended(await bench().process.outbox.enqueue(ToyJob, { name: 'Ben' }));
      expect(bench().jobs.toy.seen).toEqual(['Ben']);
    });

    it('goes to the outbox when the queue does not take it, and is queued with the next one', async () => {
      const { outbox, queues, worker } = bench().process;
      await until(async () => queues.ready());
      const add = jest.spyOn(queues, 'add').mockRejectedValueOnce(new Error('no room'));
      const refused = await outbox.enqueue(ToyJob, { name: 'refused' });
      await until(async () => (await bench().messages()) === 1);
      expect(await bench().results()).toBe(0);
      worker.start();
      await outbox.enqueue(ToyJob, { name: 'next' });
      expect(await bench().ended(refused)).toMatchObject({ status: 'done' });
      expect(await bench().messages()).toBe(0);
      add.mockRestore();
    });

    it('is not run before its time, nor after it', async () => {
      bench().process.worker.start();
      const runAt = new Date(Date.now() + 400);
      const later = await bench().process.outbox.enqueue(ToyJob, { name: 'later' }, { runAt });
      const late = await bench().process.outbox.enqueue(ToyJob, { name: 'late' }, { expiresAt: new Date() });
      expect(await bench().ended(late)).toMatchObject({ status: 'expired', result: null });
      expect(bench().jobs.toy.failed).toEqual([expect.stringMatching(/^late: .*not to be started after/)]);
      const { status, startedAt } = await bench().ended(later);
      expect(status).toBe('done');
      expect(startedAt!.getTime()).toBeGreaterThanOrEqual(runAt.getTime() - 20);
      expect(bench().jobs.toy.seen).toEqual(['later']);
    });

    it('runs before less urgent ones', async () => {
      for (const priority of [9, 3, 0])
        await bench().process.outbox.enqueue(ToyJob, { name: `${priority}` }, { priority });
      await until(async () => (await bench().results()) === 3);
      await until(async () => (await bench().messages()) === 0);
      await bench().queued(3);
      bench().process.worker.start({ concurrency: 1 });
      await until(async () => bench().jobs.toy.seen.length === 3);
      expect(bench().jobs.toy.seen).toEqual(['0', '3', '9']);
    });

    it('waits in its own queue for a worker that consumes it', async () => {
      bench().process.worker.start({ queues: ['default'] });
      const mail = await bench().process.outbox.enqueue(MailJob, { name: 'mail' });
      await bench().ended(await bench().process.outbox.enqueue(ToyJob, { name: 'default' }));
      expect(await bench().look(mail)).toMatchObject({ status: 'waiting', queue: 'mail' });
      const postman = bench().another();
      postman.worker.start({ queues: ['mail'] });
      expect(await bench().ended(mail)).toMatchObject({ status: 'done' });
    });

    it.each([
      ['NUL', { name: 'a\0b' }, /"name" holds a NUL/],
      ['half a surrogate pair', { name: '\ud800' }, /half of a surrogate pair/],
      ['no number', { name: 'x', fails: NaN }, /"fails" must be a number or a string/],
      ['an object', { name: {} as string }, /"name" must be a number or a string/],
    ])('is refused at once when its payload holds %s', async (_, payload, message) => {
      const refusal = bench().process.outbox.enqueue(ToyJob, payload);
      await expect(refusal).rejects.toThrow(InvalidPayloadError);
      await expect(refusal).rejects.toThrow(message);
    });
  });

  describe('a run that fails', () => {
    it('is followed by others, and the task keeps what the last one said', async () => {
      bench().process.worker.start();
      const taskId = await bench().process.outbox.enqueue(ToyJob, { name: 'x', fails: 2 });
      expect(await bench().ended(taskId)).toMatchObject({ status: 'done', attempts: 3, traceback: null });
      const hopeless = await bench().process.outbox.enqueue(ToyJob, { name: 'y', fails: 9 });
      expect(await bench().ended(hopeless)).toMatchObject({
        ...{ status: 'failed', attempts: 3, result: null },
        traceback: expect.stringMatching(/^Error: failure 3\n.*ToyJob.perform/s),
      });
      expect(bench().jobs.toy.failed).toEqual(['y: failure 3']);
    });

    it('is the last one when its job says so of the error', async () => {
      bench().process.worker.start();
      const taskId = await bench().process.outbox.enqueue(ToyJob, { name: 'x', fails: -1 });
      expect(await bench().ended(taskId)).toMatchObject({ status: 'failed', attempts: 1 });
      expect(bench().jobs.toy.failed).toEqual(['x: never again']);
    });

    it('may be asked for once more by people', async () => {
      bench().process.worker.start();
      const taskId = await bench().process.outbox.enqueue(ToyJob, { name: 'x', fails: -1 });
      await bench().ended(taskId);
      expect(await bench().process.results.retry(taskId)).toBe(true);
      await until(async () => bench().jobs.toy.seen.length === 2);
      await bench().ended(taskId);
      const done = await bench().process.outbox.enqueue(ToyJob, { name: 'fine' });
      await bench().ended(done);
      expect(await bench().process.results.retry(done)).toBe(false);
      const nobody = '00000000-0000-0000-0000-000000000000';
      await expect(bench().process.results.retry(nobody)).rejects.toThrow('There is no task of that id.');
    });
  });

  describe('a compensation that fails', () => {
    const enqueue = (compensationFails: number): Promise<string> =>
      bench().process.outbox.enqueue(ToyJob, { name: 'x', fails: -1, compensationFails });

    it('leaves its task unended, which runs again', async () => {
      bench().process.worker.start();
      expect(await bench().ended(await enqueue(1))).toMatchObject({ status: 'failed', attempts: 2 });
      expect(bench().jobs.toy.failed).toEqual(['x: never again', 'x: never again']);
    });

    it('again and again, ends its task all the same, and is told there', async () => {
      const taskId = await enqueue(100);
      await bench().queued(1);
      await bench().open.source.query('UPDATE task_result SET attempts = $1', [MAX_ATTEMPTS - 1]);
      bench().process.worker.start();
      expect(await bench().ended(taskId)).toMatchObject({
        ...{ status: 'failed', attempts: MAX_ATTEMPTS },
        traceback: expect.stringMatching(/its compensation failed[^]*compensation 1/),
      });
    });
  });

  it('a task is told to stop when its time is over', async () => {
    bench().process.worker.start();
    const taskId = await bench().process.outbox.enqueue(HastyJob, { name: 'x', waits: 'signal' });
    expect(await bench().ended(taskId)).toMatchObject({
      ...{ status: 'failed', attempts: 3 },
      traceback: expect.stringMatching(/TimeLimitError: the job was told to stop after 100 ms/),
    });
  });

  it('the starts of a job keep its rate over all processes', async () => {
    const processes = [bench().process, bench().another()];
    const ids = await bench().process.outbox.enqueueFlow(
      group(...Array.from({ length: 6 }, (_, index) => step(PacedJob, { name: `${index}` }))),
    );
    for (const each of processes) each.worker.start();
    const starts = (await Promise.all(ids.map(bench().ended)))
      .map(({ startedAt }) => startedAt!.getTime())
      .sort();
    expect(starts.at(-1)! - starts[0]!).toBeGreaterThanOrEqual(450);
    expect(bench().jobs.paced.seen).toHaveLength(6);
  });

  it('a running task tells how far it is', async () => {
    bench().process.worker.start();
    const taskId = await bench().process.outbox.enqueue(ToyJob, { name: 'x', waits: 'gate' });
    await until(async () => (await bench().look(taskId))?.progress === 40);
    bench().jobs.toy.open();
    expect(await bench().ended(taskId)).toMatchObject({ status: 'done' });
  });

  it('what the queue has forgotten is queued again', async () => {
    const runAt = new Date(Date.now() + 60_000);
    const forgotten = await bench().process.outbox.enqueue(ToyJob, { name: 'x' });
    const planned = await bench().process.outbox.enqueue(ToyJob, { name: 'y' }, { runAt });
    await bench().queued(2);
    for (const id of [forgotten, planned]) await bench().process.queues.get('default').remove(id);
    bench().process.worker.start();
    expect(await bench().ended(forgotten)).toMatchObject({ status: 'done' });
    await bench().queued(1);
    expect(await bench().look(planned)).toMatchObject({ status: 'waiting' });
    await bench().process.results.cancel(planned);
  });

  it('what only another version knows waits in the outbox and holds up nothing', async () => {
    await bench().open.source.query(
      `INSERT INTO outbox_message (job, payload) SELECT 'of-a-newer-version', '{}' FROM generate_series(1, 600)`,
    );
    bench().process.worker.start();
    await bench().ended(await bench().process.outbox.enqueue(ToyJob, { name: 'x' }));
    expect(await bench().messages()).toBe(600);
  });
});
