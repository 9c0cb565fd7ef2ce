import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SharedWindow } from './shared-window.js';

const MINUTE_MS = 60_000;
const START = Date.UTC(2026, 0, 1);

describe('SharedWindow', () => {
  let window: SharedWindow;
  beforeEach(() => {
    jest.useFakeTimers({ now: START });
    window = new SharedWindow('burst', MINUTE_MS);
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const remaining = (key: number, limit: number) => window.count(key, limit).remaining;
  const due = () => window.unsent(false).map(({ count }) => count);
  /** An exchange in which the others have counted so much besides. */
  const exchange = (others = 0, expire?: number): void => {
    for (const { count, succeeded } of window.unsent(false))
      succeeded({ ...count, points: count.points + others, expire: expire ?? count.expire });
  };

  it('counts up to the limit and no further, until the window ends', () => {
    expect([1, 2, 3, 4].map(() => remaining(7, 2))).toEqual([1, 0, -1, -1]);
    expect(remaining(8, 2)).toBe(1);
    jest.setSystemTime(START + MINUTE_MS - 1);
    expect(window.count(7, 2)).toEqual({ limit: 2, remaining: -1, endsAt: START + MINUTE_MS });
    jest.setSystemTime(START + MINUTE_MS);
    expect(window.count(7, 2)).toEqual({ limit: 2, remaining: 1, endsAt: START + 2 * MINUTE_MS });
  });

  it('takes over what all have counted, and when their window ends', () => {
    remaining(7, 100);
    exchange(50, START + 10_000);
    expect(window.count(7, 100)).toEqual({ limit: 100, remaining: 48, endsAt: START + 10_000 });
  });

  it('exchanges a new key at once, then when much is unsent or little is left, else every fifteen seconds', () => {
    remaining(7, 100);
    expect(due()).toEqual([{ key: 'burst:7', points: 1, expire: START + MINUTE_MS }]);
    for (let count = 0; count < 9; count++) remaining(7, 100);
    expect(due()).toEqual([]);
    remaining(7, 100);
    expect(due()).toMatchObject([{ points: 10 }]);
    remaining(7, 100);
    jest.setSystemTime(START + 15_000);
    expect(due()).toMatchObject([{ points: 1 }]);
    for (let count = 12; count < 90; count++) remaining(7, 100);
    exchange(12);
    remaining(7, 100);
    expect(due()).toMatchObject([{ points: 1 }]);
    expect(due()).toEqual([]);
  });

  it('asks for a key that is refused, without counting, and so learns that an operator has reset it', () => {
    for (let count = 0; count < 5; count++) remaining(7, 2);
    exchange();
    expect(remaining(7, 2)).toBe(-1);
    const [refused] = window.unsent(false);
    expect(refused?.count.points).toBe(0);
    refused?.succeeded({ key: 'burst:7', points: 0, expire: START + MINUTE_MS });
    expect(remaining(7, 2)).toBe(1);
  });

  it('keeps for the next time what could not be exchanged, and forgets it with its window', () => {
    remaining(7, 10);
    for (const { failed } of window.unsent(false)) failed();
    remaining(7, 10);
    expect(window.unsent(true)).toMatchObject([{ count: { points: 2 } }]);
    remaining(7, 10);
    jest.setSystemTime(START + MINUTE_MS);
    expect(window.unsent(true)).toEqual([]);
  });
});
