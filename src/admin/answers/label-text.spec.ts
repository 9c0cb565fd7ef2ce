import { expect, it } from '@jest/globals';
import { inSentence } from './label-text.js';

it.each([
  ['Log entries', 'log entries'],
  ['AI responses', 'AI responses'],
  ['CVs', 'CVs'],
  ['ID', 'ID'],
  ['', ''],
])('"%s" is "%s" within a sentence', (label, text) => {
  expect(inSentence(label)).toBe(text);
});
