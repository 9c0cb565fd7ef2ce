import { describe, expect, it } from '@jest/globals';
import { closeAll } from './close-all.js';

const started = Promise.resolve();
const forever = (): Promise<void> => new Promise(() => undefined);

describe('closeAll', () => {
  it('closes what was opened last first, and what is opened while it waits', async () => {
    const order: string[] = [];
    const closers = [async (): Promise<void> => void order.push('database')];
    const starting = Promise.resolve().then(() => void closers.push(async () => void order.push('app')));
    expect(await closeAll(starting, closers)).toEqual([]);
    expect(order).toEqual(['app', 'database']);
  });

  it('gives the database its time although what hung before it has used up all', async () => {
    let isClosed = false;
    const database = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      isClosed = true;
    };
    const problems = await closeAll(started, [database, forever], { allMs: 10, eachMs: 500 });
    expect(isClosed).toBe(true);
    expect(problems).toEqual(['it took too long']);
  });

  it('goes on after what fails, and leaves behind what hangs last', async () => {
    const failing = (): Promise<void> => Promise.reject(new Error('no way'));
    expect(await closeAll(started, [forever, failing], { allMs: 10, eachMs: 10 })).toEqual([
      'no way',
      'it took too long',
    ]);
  });
});
