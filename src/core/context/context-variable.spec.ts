import { describe, expect, it } from '@jest/globals';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ContextVariable } from './context-variable.js';

const colour = new ContextVariable<string>();
const size = new ContextVariable<number>();

describe('a context variable', () => {
  it('has no value outside of a run', () => {
    colour.run('red', () => undefined);
    expect(colour.get()).toBeUndefined();
  });

  it('holds in what its work starts, also later, and returns what the work returns', async () => {
    const later = async (): Promise<string | undefined> => {
      await nextTurn();
      return colour.get();
    };
    expect(await colour.run('red', later)).toBe('red');
  });

  it('has the innermost value, and the outer one again afterwards', () => {
    const seen = colour.run('red', () => [colour.run('blue', () => colour.get()), colour.get()]);
    expect(seen).toEqual(['blue', 'red']);
  });

  it('is kept apart in works that run at the same time', async () => {
    const both = ['red', 'blue'].map((value) =>
      colour.run(value, async () => {
        await nextTurn();
        return colour.get();
      }),
    );
    expect(await Promise.all(both)).toEqual(['red', 'blue']);
  });

  it('leaves other variables alone', () => {
    const seen = colour.run('red', () =>
      size.run(3, () => [colour.get(), size.get(), colour.run('blue', () => size.get())]),
    );
    expect(seen).toEqual(['red', 3, 3]);
  });

  it('can hold undefined inside of another value', () => {
    const maybe = new ContextVariable<string | undefined>();
    expect(maybe.run('red', () => maybe.run(undefined, () => maybe.get()))).toBeUndefined();
  });
});
