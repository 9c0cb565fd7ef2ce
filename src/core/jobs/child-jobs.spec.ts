import { describe, expect, it } from '@jest/globals';
import { childrenOf, type ChildWorkKind, isAlive, WORKING_CHILD } from '../../../test/support/child-work.js';
import { describeOnBackends } from '../../../test/support/job-bench.js';
import { ChildJob, ToyJob } from '../../../test/support/toy-jobs.js';
import { until } from '../../../test/support/until.js';

const children = (): number[] => childrenOf(process.pid, WORKING_CHILD);

describeOnBackends('tasks', (bench) => {
  const enqueue = (kind: ChildWorkKind): Promise<string> =>
    bench().process.outbox.enqueue(ChildJob, { kind });

  /** The child of a task that blocks, once the task runs. */
  async function blockedChild(): Promise<number> {
    await until(async () => children().length === 1);
    return children()[0]!;
  }

  describe('a task that has its work done in a child process', () => {
    it('and blocks it for ever fails at its hard time limit, while its worker does other work', async () => {
      bench().process.worker.start();
      const blocked = await enqueue('blocks');
      const child = await blockedChild();
      const other = await bench().ended(await bench().process.outbox.enqueue(ToyJob, { name: 'other' }));
      expect(other.status).toBe('done');
      expect(await bench().look(blocked)).toMatchObject({ status: 'running', finishedAt: null });
      expect(await bench().ended(blocked)).toMatchObject({
        ...{ status: 'failed', attempts: 1 },
        traceback: expect.stringMatching(
          /HardTimeLimitError: the child process was killed after 1500 ms, its hard time limit/,
        ),
      });
      expect(bench().jobs.child.failed).toEqual(['blocks: HardTimeLimitError']);
      await until(async () => !isAlive(child));
      expect(await bench().ended(await enqueue('pid'))).toMatchObject({ status: 'done' });
    });

    it('is run again when somebody else kills the child', async () => {
      bench().process.worker.start();
      await bench().ended(await enqueue('pid'));
      const taskId = await enqueue('blocks');
      await until(async () => (await bench().look(taskId))?.status === 'running');
      process.kill(await blockedChild(), 'SIGKILL');
      await until(async () => (await bench().look(taskId))?.attempts === 2);
      expect(await bench().ended(taskId)).toMatchObject({ status: 'failed', attempts: 2 });
    });

    it('takes its child with it when it is cancelled', async () => {
      bench().process.worker.start();
      const taskId = await enqueue('blocks');
      const child = await blockedChild();
      await bench().process.results.cancel(taskId);
      expect(await bench().ended(taskId)).toMatchObject({ status: 'cancelled' });
      await until(async () => !isAlive(child));
      expect(children()).toEqual([]);
    });
  });
});
