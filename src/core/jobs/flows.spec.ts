import { describe, expect, it } from '@jest/globals';
import { describeOnBackends } from '../../../test/support/job-bench.js';
import { ToyJob } from '../../../test/support/toy-jobs.js';
import { until } from '../../../test/support/until.js';
import { chain, group, step } from './flow.js';

describeOnBackends('tasks that wait for each other', (bench) => {
  describe('a flow', () => {
    it('runs a chain in its order, and groups in it side by side', async () => {
      bench().process.worker.start();
      const ids = await bench().process.outbox.enqueueFlow(
        chain(
          step(ToyJob, { name: 'first' }),
          group(
            step(ToyJob, { name: 'a' }),
            chain(step(ToyJob, { name: 'b' }), step(ToyJob, { name: 'c' })),
            group(),
          ),
          step(ToyJob, { name: 'last' }),
        ),
      );
      expect(await bench().ended(ids.at(-1)!)).toMatchObject({ status: 'done' });
      const order = (name: string): number => bench().jobs.toy.seen.indexOf(name);
      expect(bench().jobs.toy.seen).toHaveLength(5);
      expect(order('first')).toBe(0);
      expect(order('b')).toBeLessThan(order('c'));
      expect(order('last')).toBe(4);
      // b and last were told what came before them.
      expect(bench().jobs.toy.previous).toEqual(expect.arrayContaining([{ name: 'first' }, { name: 'b' }]));
      expect(bench().jobs.toy.previous.slice(-2)).toEqual([{ name: 'a' }, { name: 'c' }]);
    });

    it('cancels what waits for a task that does not succeed, and calls its compensation', async () => {
      bench().process.worker.start();
      const [, second, third] = await bench().process.outbox.enqueueFlow(
        chain(
          group(step(ToyJob, { name: 'fine' }), step(ToyJob, { name: 'bad', fails: -1 })),
          step(ToyJob, { name: 'never' }),
        ),
      );
      expect(await bench().ended(second!)).toMatchObject({ status: 'failed' });
      expect(await bench().ended(third!)).toMatchObject({ status: 'cancelled', attempts: 0 });
      expect(bench().jobs.toy.failed).toEqual([
        'bad: never again',
        'never: a task before this one did not succeed',
      ]);
      expect(await bench().messages()).toBe(0);
    });
  });

  describe('cancelling', () => {
    it('ends a task that waits, and nobody runs it', async () => {
      const waiting = await bench().process.outbox.enqueue(ToyJob, { name: 'x' });
      await bench().queued(1);
      expect(await bench().process.results.cancel(waiting)).toBe(true);
      expect(await bench().look(waiting)).toMatchObject({ status: 'cancelled' });
      const [, follower] = await bench().process.outbox.enqueueFlow(
        chain(step(ToyJob, { name: 'y' }), step(ToyJob, { name: 'z' })),
      );
      expect(await bench().process.results.cancel(follower!)).toBe(true);
      bench().process.worker.start();
      await until(async () => bench().jobs.toy.seen.includes('y'));
      expect(bench().jobs.toy.failed).toEqual(['x: the task was cancelled', 'z: the task was cancelled']);
      expect(bench().jobs.toy.seen).toEqual(['y']);
      expect(await bench().process.results.cancel(waiting)).toBe(false);
    });

    it('stops a task that another process runs', async () => {
      const worker = bench().another();
      worker.worker.start();
      const taskId = await bench().process.outbox.enqueue(ToyJob, { name: 'x', waits: 'signal' });
      await until(async () => (await bench().look(taskId))?.status === 'running');
      expect(await bench().process.results.cancel(taskId)).toBe(true);
      expect(await bench().ended(taskId)).toMatchObject({ status: 'cancelled', attempts: 1 });
      expect(bench().jobs.toy.failed).toEqual(['x: the task was cancelled']);
    });
  });
});
