import { afterEach, describe, expect, it } from '@jest/globals';
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type ChildWorkKind, childrenOf, isAlive, WORKING_CHILD } from '../../../test/support/child-work.js';
import { until } from '../../../test/support/until.js';
import {
  ChildCrashedError,
  ChildInterruptedError,
  ChildMemoryError,
  ChildPoolFullError,
  ChildWorkError,
  HardTimeLimitError,
} from './child-process.errors.js';
import { ChildPool, type ChildPoolOptions } from './child-pool.js';

/** Gives its child work without an end, and says who the child is once it has it. */
const PARENT = `
  import { fork } from 'node:child_process';
  const child = fork(process.argv[1], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  child.once('message', () => child.send({ input: 'blocks' }, () => console.log(child.pid)));
`;

const LONG = { hardTimeLimitMs: 60_000 };

let pools: ChildPool<ChildWorkKind, number>[] = [];
afterEach(async () => {
  for (const pool of pools) pool.close();
  pools = [];
  await until(async () => children().length === 0);
});

function open(options: Partial<ChildPoolOptions> = {}): ChildPool<ChildWorkKind, number> {
  const memory = { heapMb: 64, residentMb: 512 };
  const pool = new ChildPool<ChildWorkKind, number>({
    path: WORKING_CHILD,
    maxChildren: 1,
    ...memory,
    ...options,
  });
  pools.push(pool);
  return pool;
}

const children = (): number[] => childrenOf(process.pid, WORKING_CHILD);

/** The one child there is, once it works: it does nothing else any more. */
async function workingChild(): Promise<number> {
  await until(async () => children().length === 1);
  return children()[0]!;
}

/** Child processes of the built service, which `npm test` builds first. */
describe('ChildPool', () => {
  it('starts no child before there is work, and keeps it for the next', async () => {
    const pool = open();
    expect(children()).toEqual([]);
    const pid = await pool.run('pid', LONG);
    expect(children()).toEqual([pid]);
    expect(await pool.run('pid', LONG)).toBe(pid);
  });

  it('shares so many children as there may be among all work', async () => {
    const pool = open({ maxChildren: 2 });
    const pids = await Promise.all(Array.from({ length: 6 }, () => pool.run('pid', LONG)));
    expect(new Set(pids).size).toBeLessThanOrEqual(2);
    expect(pids).toHaveLength(6);
  });

  it('refuses work when as much waits as may', async () => {
    const pool = open({ maxWaiting: 1 });
    const accepted = [pool.run('pid', LONG), pool.run('pid', LONG)];
    await expect(pool.run('pid', LONG)).rejects.toThrow(ChildPoolFullError);
    await Promise.all(accepted);
  });

  it('passes on what the work throws, with its stack, and keeps the child', async () => {
    const pool = open();
    const pid = await pool.run('pid', LONG);
    const error = await pool.run('throws', LONG).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ChildWorkError);
    expect((error as Error).stack).toMatch(/^RangeError: there is no such thing\n.*working\.child/s);
    expect(await pool.run('pid', LONG)).toBe(pid);
  });

  it('kills a child that blocks at the hard time limit, and goes on with another', async () => {
    const pool = open();
    const pid = await pool.run('pid', LONG);
    const waits = pool.run('blocks', { hardTimeLimitMs: 200 });
    const next = pool.run('pid', LONG);
    await expect(waits).rejects.toThrow(HardTimeLimitError);
    await expect(waits).rejects.toThrow('the child process was killed after 200 ms, its hard time limit');
    expect(await next).not.toBe(pid);
    await until(async () => !isAlive(pid));
  });

  it.each([
    ['takes more heap than it may', {}, 'allocates', ChildMemoryError, '64 MB of heap'],
    ['holds more memory than it may', { residentMb: 1 }, 'blocks', ChildMemoryError, '1 MB'],
    ['ends by itself', {}, 'exits', ChildCrashedError, '(3)'],
  ] as const)('says so when a child %s', async (_what, options, kind, type, words) => {
    const waits = open(options).run(kind, LONG);
    await expect(waits).rejects.toThrow(type);
    await expect(waits).rejects.toThrow(words);
  });

  it('does not blame the work when somebody else ends its child', async () => {
    const pool = open();
    await pool.run('pid', LONG);
    const waits = pool.run('blocks', LONG);
    process.kill(await workingChild(), 'SIGKILL');
    await expect(waits).rejects.toThrow(ChildInterruptedError);
  });

  it('kills the child of work that is told to stop, also while it waits for one', async () => {
    const pool = open();
    const stop = new AbortController();
    const limits = { ...LONG, signal: stop.signal };
    const waits = [pool.run('blocks', limits), pool.run('blocks', limits)];
    stop.abort(new Error('enough'));
    for (const wait of waits) await expect(wait).rejects.toThrow('enough');
    await expect(pool.run('pid', limits)).rejects.toThrow('enough');
    expect(await pool.run('pid', LONG)).toBeGreaterThan(0);
  });

  it('ends what is under way when closed, and starts anew afterwards', async () => {
    const pool = open();
    const waits = pool.run('blocks', LONG);
    pool.close();
    await expect(waits).rejects.toThrow(ChildInterruptedError);
    expect(await pool.run('pid', LONG)).toBeGreaterThan(0);
  });

  it('says what to do when there is no child to start', async () => {
    const nowhere = open({ path: `${WORKING_CHILD}.missing` });
    await expect(nowhere.run('pid', LONG)).rejects.toThrow(/missing did not start; run the build/);
  });
});

describe('a child', () => {
  it('does not end by a Ctrl-C, which is for the service', async () => {
    const child = fork(WORKING_CHILD, {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    await once(child, 'message'); // ready
    child.kill('SIGINT');
    child.send({ input: 'pid' });
    expect(await once(child, 'message')).toMatchObject([{ result: { output: child.pid } }]);
    const ended = once(child, 'exit');
    child.disconnect();
    expect(await ended).toEqual([0, null]);
  });

  it('ends with the service, even in the middle of work that keeps it busy', async () => {
    const parent = spawn(process.execPath, ['--input-type=module', '-e', PARENT, WORKING_CHILD]);
    const [pid] = (await once(parent.stdout, 'data')) as [Buffer];
    const child = Number(pid);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await until(async () => !isAlive(child));
    expect(isAlive(child)).toBe(false);
  });
});
