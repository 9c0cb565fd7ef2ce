import { describe, it, expect } from '@jest/globals';
import { shorten } from './shorten.js';

describe('shorten', () => {
  it.each([
    ['ab🎉cd', 3, 'ab…'],
    ['abcd', 3, 'abc…'],
    ['abc', 3, 'abc'],
  ])('%j to %d: %j', (text, most, expected) => expect(shorten(text, most)).toBe(expected));
});
