import { describe, it, expect } from '@jest/globals';
import { startsSentence } from './sentence-start.js';

describe('startsSentence', () => {
  it.each([
    ['Go on', 0, true],
    ['I Go', 2, false],
    ['Done. Go', 6, true],
    ['a.Go', 2, false],
    ['• “Go', 3, true],
    ['line\nGo', 5, true],
    ['Lead - Go', 7, false],
  ])('%j at %d: %j', (text, at, expected) => expect(startsSentence(text, at)).toBe(expected));
});
