import { expect, it } from '@jest/globals';
import { describeOnRedis } from '../../../test/support/job-bench.js';
import { ToyJob } from '../../../test/support/toy-jobs.js';
import { until } from '../../../test/support/until.js';

describeOnRedis('tasks whose Redis is killed, which forgets all it held,', (bench) => {
  it('wait in the outbox while it is away; they and what it had forgotten run once it is back', async () => {
    const { process, jobs } = bench();
    const { outbox, queues, worker } = process;
    const runAt = new Date(Date.now() + 60 * 60_000);
    const forgotten = await outbox.enqueue(ToyJob, { name: 'forgotten' }, { priority: 5 });
    const planned = await outbox.enqueue(ToyJob, { name: 'planned' }, { runAt });
    await bench().queued(2);
    worker.start();
    await bench().ended(forgotten);
    const running = await outbox.enqueue(ToyJob, { name: 'running', waits: 'gate' });
    await until(async () => (await bench().look(running))?.progress === 40);

    await bench().server!.kill();
    await until(async () => !queues.ready());
    const asked = await outbox.enqueue(ToyJob, { name: 'asked while it was away' });
    await expect(queues.add([])).rejects.toThrow('the queue is away');
    expect(await bench().messages()).toBe(1);
    jobs.toy.open();
    expect(await bench().ended(running)).toMatchObject({ status: 'done', attempts: 1 });
    expect(await bench().look(asked)).toBeNull();

    await bench().server!.start();
    expect(await bench().ended(asked)).toMatchObject({ status: 'done' });
    await bench().queued(1); // the planned one again
    expect(await bench().look(planned)).toMatchObject({ status: 'waiting' });
    expect(jobs.toy.seen).toEqual(['forgotten', 'running', 'asked while it was away']);
  });

  it('and that were at work are finished by others', async () => {
    const { process, jobs } = bench();
    const dying = bench().another();
    dying.worker.start();
    const taskId = await process.outbox.enqueue(ToyJob, { name: 'x', waits: 'gate' });
    await until(async () => (await bench().look(taskId))?.progress === 40);
    // Its worker is as good as dead: it will never come to an end.
    await bench().server!.kill();
    await bench().server!.start();
    process.worker.start();
    await until(async () => jobs.toy.seen.length === 2);
    jobs.toy.open();
    expect(await bench().ended(taskId)).toMatchObject({ status: 'done', attempts: 2 });
  });
});
