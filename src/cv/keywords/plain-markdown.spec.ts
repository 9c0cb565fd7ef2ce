import { describe, it, expect } from '@jest/globals';
import { plainMarkdown } from './plain-markdown.js';

describe('plainMarkdown', () => {
  it.each([
    ['# a', '\\# a'],
    ['1. a\n- b', '1\\. a - b'],
    ['- a', '\\- a'],
    ['<b>*x*</b>', '\\<b\\>\\*x\\*\\</b\\>'],
    ['&lt;script&gt;', '&amp;lt;script&amp;gt;'],
    ['Research & Development', 'Research & Development'],
  ])('%j reads as %j', (text, expected) => expect(plainMarkdown(text)).toBe(expected));
});
