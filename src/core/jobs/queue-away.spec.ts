import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { JobProcess } from '../../../test/support/job-process.js';
import { openTransactions, type OpenTransactions } from '../../../test/support/open-transactions.js';
import { ToyJob } from '../../../test/support/toy-jobs.js';
import { until } from '../../../test/support/until.js';
import { OutboxMessage } from './outbox-message.entity.js';
import { PeriodicTask } from './periodic-task.entity.js';
import { TaskRate } from './task-rate.entity.js';
import { TaskResult } from './task-result.entity.js';

let open: OpenTransactions;
let gate: Server;
let closed = true;
let refused = 0;

beforeAll(async () => {
  Logger.overrideLogger(false);
  open = await openTransactions([OutboxMessage, PeriodicTask, TaskRate, TaskResult]);
  const { hostname, port } = new URL((open.source.options as { url: string }).url);
  gate = createServer((socket) => {
    socket.on('error', () => undefined);
    if (closed) {
      refused += 1;
      return void socket.resetAndDestroy();
    }
    const onward = connect(Number(port), hostname);
    onward.on('error', () => socket.destroy()).on('close', () => socket.destroy());
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  gate.close();
  await open.close();
});

it('a queue whose database was away at the start takes tasks and runs them once it is there', async () => {
  const url = new URL((open.source.options as { url: string }).url);
  url.host = `127.0.0.1:${(gate.address() as AddressInfo).port}`;
  const toy = new ToyJob();
  const process = new JobProcess({ databaseUrl: url.href, source: open.source, redisUrl: null, jobs: [toy] });
  try {
    process.worker.start();
    const taskId = await process.outbox.enqueue(ToyJob, { name: 'Anna' });
    await until(async () => refused > 4);
    closed = false;
    const results = open.source.getRepository(TaskResult);
    await until(async () => (await results.findOneBy({ taskId }))?.status === 'done');
    expect(toy.seen).toEqual(['Anna']);
    expect(refused).toBeLessThan(100); // nobody asks without a pause
  } finally {
    closed = false;
    await process.close();
  }
});
