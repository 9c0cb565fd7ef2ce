import { describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { rulesOf } from './column-rules.js';

const rules = (type: string, checks: string[], column: object = {}) =>
  rulesOf(
    {
      databaseName: 'x',
      length: '',
      entityMetadata: { checks: checks.map((expression) => ({ expression })) },
      ...column,
    } as unknown as ColumnMetadata,
    { driver: { normalizeType: () => type } } as unknown as DataSource,
  );

describe('rulesOf', () => {
  it.each([
    [['x >= 0'], { min: '0', max: '2147483647' }],
    [['"x" > 0'], { min: '1' }],
    [['x BETWEEN 1 AND 5 AND y <= 3'], { min: '1', max: '5' }],
    [['y >= 7'], { min: '-2147483648' }],
    [['x >= 7 OR x IS NULL'], { min: '-2147483648' }],
  ])('reads the bounds of an integer from %j', (checks, expected) => {
    expect(rules('integer', checks)).toMatchObject(expected);
  });

  it.each([
    [['length(x) BETWEEN 1 AND 150'], { minLength: 1, maxLength: 150 }],
    [['char_length("x") <= 5000'], { minLength: null, maxLength: 5000 }],
    [["x ~ '^[a-z]+$' AND length(x) <= 100"], { maxLength: 100 }],
    [['length(y) <= 3 AND length(x) <= 9'], { maxLength: 9 }],
  ])('reads the length of a text from %j', (checks, expected) => {
    expect(rules('text', checks)).toMatchObject(expected);
  });

  it('reads a length, precision and scale from the type, a day from a check, choices with quotes', () => {
    expect(rules('character', [], { length: '3' }).maxLength).toBe(3);
    expect(rules('numeric', [], { precision: 12, scale: 2 })).toMatchObject({ scale: 2, wholeDigits: 10 });
    expect(rules('date', [`x >= '1900-01-01'`]).min).toBe('1900-01-01');
    expect(rules('text', [`"x" IN ('a', 'it''s')`]).choices).toEqual(['a', "it's"]);
    expect(rules('text', [`y IN ('a')`]).choices).toBeNull();
  });

  it('an open bound of a number with decimals is left to PostgreSQL', () => {
    expect(rules('numeric', ['x > 0'], { precision: 5, scale: 2 }).min).toBeNull();
  });
});
