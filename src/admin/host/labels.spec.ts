import { expect, it } from '@jest/globals';
import { pluralLabel } from './labels.js';

it.each([
  ['plan', 'Plans'],
  ['ai_response', 'AI responses'],
  ['cv', 'CVs'],
  ['cv_entry', 'CV entries'],
  ['log_entry', 'Log entries'],
  ['ip_address', 'IP addresses'],
])('%s is listed as %s', (table, label) => {
  expect(pluralLabel(table)).toBe(label);
});
