import { describe, expect, it } from '@jest/globals';
import { EXPORT_FORMATS, textOf } from './export-formats.js';

describe('a cell of an export', () => {
  it.each([
    [null, ''],
    [undefined, ''],
    ['', ''],
    [0, '0'],
    [false, 'false'],
    [-7.5, '-7.5'],
    ['-7.50', '-7.50'],
    ['+5', '+5'],
    [new Date('2024-01-31T10:00:00Z'), '2024-01-31T10:00:00.000Z'],
    [{ a: [1] }, '{"a":[1]}'],
    ['=1+1', "'=1+1"],
    ['+49 170 1', "'+49 170 1"],
    ['-1+cmd', "'-1+cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ['a=1', 'a=1'],
  ])('of %j is %j', (value, text) => {
    expect(textOf(value)).toBe(text);
  });
});

it.each(Object.entries(EXPORT_FORMATS))('%s ends with the error of its rows', async (_name, format) => {
  async function* rows(): AsyncGenerator<unknown[]> {
    yield [1];
    throw await Promise.resolve(new Error('the connection is gone'));
  }
  const read = async (): Promise<void> => {
    for await (const chunk of format.write(['id'], rows())) expect(chunk).toBeDefined();
  };
  await expect(read()).rejects.toThrow('the connection is gone');
});
