import { describe, expect, it } from '@jest/globals';
import type { FieldKind } from './field-kind.js';
import { parseValue, showValue } from './field-values.js';

describe('parseValue', () => {
  it.each<[FieldKind, string, unknown]>([
    ['integer', '+007', 7],
    ['integer', '-9007199254740993', '-9007199254740993'],
    ['float', '1e3', 1000],
    ['time', '09:30', '09:30:00'],
    ['time', '23:59:59.123456', '23:59:59.123456'],
    ['instant', '2026-03-29T02:30:00+01:00', new Date('2026-03-29T01:30:00Z')],
    ['instant', '2026-03-29 02:30Z', new Date('2026-03-29T02:30:00Z')],
    ['instant', '2026-03-29', new Date('2026-03-29T00:00:00Z')],
    ['network', '2001:db8::/32', '2001:db8::/32'],
    ['network', '10.0.0.1', '10.0.0.1'],
    ['json', '{"a":[1,"1",null]}', { a: [1, '1', null] }],
    ['uuid', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
  ])('%s takes %j', (kind, text, value) => {
    expect(parseValue(kind, text)).toEqual(value);
  });

  it.each<[FieldKind, string]>([
    ['integer', '1e3'],
    ['integer', '1.0'],
    ['float', '1e999'],
    ['float', 'NaN'],
    ['time', '24:00'],
    ['time', '9:30'],
    ['date', '2023-02-29'],
    ['instant', '2023-02-29T10:00:00Z'],
    ['instant', '2026-01-31T10:00:00'],
    ['instant', '1'],
    ['instant', '2026-01-31T25:00:00Z'],
    ['dateTime', '2026-01-31T10:00:00Z'],
    ['network', '10.0.0.256'],
    ['network', '10.0.0.1/33'],
    ['network', 'fe80::1%eth0'],
    ['text', 'a\0b'],
    ['text', '\ud800'],
    ['boolean', 'maybe'],
    ['uuid', 'x'],
  ])('%s refuses %j', (kind, text) => {
    expect(() => parseValue(kind, text)).toThrow();
  });

  it('#38 what a form shows, it takes back unchanged', () => {
    const moment = new Date('2026-10-25T00:30:15.250Z');
    expect(parseValue('instant', String(showValue('instant', moment)))).toEqual(moment);
    const clock = new Date(2026, 9, 25, 2, 30, 15);
    expect(parseValue('dateTime', String(showValue('dateTime', clock)))).toEqual(clock);
  });
});
