import { describe, expect, it } from '@jest/globals';
import { type CvEntry, emptyEntry } from '../document/cv-document.js';
import { checkSize } from './size-limits.js';

const check = (...entries: Partial<CvEntry>[]) =>
  checkSize({
    language: 'en',
    sections: [{ kind: 'profile', title: '', entries: entries.map(emptyEntry) }],
  });
const many = <T>(count: number, item: T) => Array.from({ length: count }, () => item);

describe('checkSize', () => {
  it.each([
    ['a long field', [{ body: 'word '.repeat(4_000) }]],
    ['a long word', [{ body: 'x'.repeat(1_000) }]],
    ['a long link', [{ data: { links: [`https://example.com/${'x'.repeat(1_980)}`] } }]],
    ['many bullets', [{ bullets: many(1_000, 'x') }]],
    ['many entries', many(1_000, { title: 'x' })],
  ])('takes %s', (_name, entries) => expect(() => check(...entries)).not.toThrow());

  it.each([
    ['field', [{ body: 'word '.repeat(4_001) }]],
    ['word', [{ body: 'x'.repeat(1_001) }]],
    ['link', [{ data: { links: [`https://example.com/${'x'.repeat(2_040)}`] } }]],
    ['list', [{ bullets: many(500, 'x') }, { bullets: many(501, 'x') }]],
    ['document', many(1_001, { title: 'x' })],
  ])('refuses a %s beyond the limit', (_name, entries) =>
    expect(() => check(...entries)).toThrow(expect.objectContaining({ code: 'file_too_complex' })),
  );
});
