import { describe, expect, it } from '@jest/globals';
import { runCode } from './run-code.js';

describe('runCode', () => {
  it.each([
    ['1 + 1', 2],
    ['await later(3);', 3],
    ['{ a: 1 }', { a: 1 }],
    ['const x = await later(2); return x * two', 4],
    ['later(1) // with a comment', 1],
  ])('runs %j', async (code, value) => {
    const names = { later: async (number: number) => number, two: 2 };
    expect(await runCode(code, names)).toEqual(value);
  });

  it('gives back nothing for statements', async () => {
    expect(await runCode('let x = 1; x += 1;', {})).toBeUndefined();
  });

  it('throws what the code throws, and runs it only once', async () => {
    let runs = 0;
    const fail = () => {
      runs += 1;
      throw new SyntaxError('of its own');
    };
    await expect(runCode('fail()', { fail })).rejects.toThrow('of its own');
    await expect(runCode('let let', {})).rejects.toThrow(SyntaxError);
    expect(runs).toBe(1);
  });
});
