import { describe, expect, it } from '@jest/globals';
import { isBirthDate } from './birth-date.validator.js';

const today = new Date('2026-03-01T12:00:00Z');

describe('isBirthDate', () => {
  it.each(['1900-01-01', '1990-12-10', '2024-02-29', '2026-03-01'])('takes %s', (value) => {
    expect(isBirthDate(value, today)).toBe(true);
  });

  it.each([
    '1899-12-31',
    '2026-03-02',
    '2023-02-29',
    '2023-02-30',
    '2023-13-01',
    '23-01-01',
    '1990-12-10T00:00:00Z',
    '',
    19901210,
  ])('refuses %s', (value) => {
    expect(isBirthDate(value, today)).toBe(false);
  });
});
