import { describe, expect, it } from '@jest/globals';
import type { AppConfig } from '../config/app-config.js';
import { InvalidInputError } from '../http/app-error.js';
import { Cursors } from './cursors.service.js';

const cursors = new Cursors({ secretKey: 'a secret' } as AppConfig);
const position = { backwards: true, key: '2026-01-01 00:00:00.123456+00', id: '7' };

describe('Cursors', () => {
  it.each([
    position,
    { backwards: false, key: null, id: '9007199254740993' },
    { backwards: false, key: '"\\ é\n', id: '1' },
  ])('reads what it wrote: %j', (written) => {
    expect(cursors.read(cursors.write(written, 'a list'), 'a list')).toEqual(written);
  });

  it('refuses one of another use, or of another installation', () => {
    const cursor = cursors.write(position, 'a list');
    const elsewhere = new Cursors({ secretKey: 'another secret' } as AppConfig);
    expect(() => cursors.read(cursor, 'another list')).toThrow(InvalidInputError);
    expect(() => elsewhere.read(cursor, 'a list')).toThrow(InvalidInputError);
  });

  it('refuses one with any character changed, lost or added', () => {
    const cursor = cursors.write(position, 'a list');
    for (let at = 0; at < cursor.length; at += 1) {
      const changed = cursor[at] === 'x' ? 'y' : 'x';
      for (const altered of [
        cursor.slice(0, at) + changed + cursor.slice(at + 1),
        cursor.slice(0, at) + cursor.slice(at + 1),
        `${cursor.slice(0, at)}.${cursor.slice(at)}`,
      ])
        expect(() => cursors.read(altered, 'a list')).toThrow(InvalidInputError);
    }
  });
});
