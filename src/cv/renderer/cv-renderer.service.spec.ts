import { describe, expect, it } from '@jest/globals';
import { extractText } from 'unpdf';
import {
  emptyEntry,
  SECTION_KINDS,
  type CvDocument,
  type CvEntry,
  type CvSection,
} from '../document/cv-document.js';
import { CvRenderer } from './cv-renderer.service.js';

const renderer = new CvRenderer();
const date = (raw: string) => ({ value: null, precision: null, raw });

/** An entry with a text of its own in every field; the texts hold only letters and digits. */
function fullEntry(prefix: string): CvEntry {
  const [title, organisation, location, body] = ['title', 'org', 'place', 'body'].map(
    (field) => `${prefix}${field}`,
  );
  return emptyEntry({
    title,
    organisation,
    location,
    body: `${body}one\n\n${body}two`,
    start: date(`${prefix}start`),
    end: date(`${prefix}end`),
    bullets: [`${prefix}bulletone`, `${prefix}bullettwo`],
    data: { note: `${prefix}note`, deep: { list: [`${prefix}deep`] } },
  });
}

const kinds = SECTION_KINDS.filter((kind) => kind !== 'profile');
const contact = {
  headline: 'pheadline',
  emails: ['pe@mail.org'],
  phones: ['pphone'],
  links: ['plink'],
  other: ['pother'],
};
const full: CvDocument = {
  language: 'en',
  sections: [
    {
      kind: 'profile',
      title: 'pheading',
      entries: [{ ...fullEntry('p'), data: { ...contact, note: 'pnote' } }],
    },
    ...kinds.map((kind): CvSection => {
      const listing = emptyEntry({ title: `${kind}label`, bullets: [`${kind}itemone`, `${kind}itemtwo`] });
      return { kind, title: `${kind}heading`, entries: [fullEntry(kind), listing] };
    }),
  ],
};

function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.split(/\s+/);
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(wordsIn) : [];
}

/** Every word of the document but the names of kinds and the language, which are not text. */
const words = full.sections.flatMap(({ title, entries }) => wordsIn([title, entries]));

describe('CvRenderer', () => {
  it('puts every text of every field of every kind into the PDF', async () => {
    const { bytes, contentType, extension } = await renderer.render(full, 'pdf');
    const { text } = await extractText(new Uint8Array(bytes), { mergePages: true });
    expect(words.filter((word) => !text.includes(word))).toEqual([]);
    expect([contentType, extension]).toEqual(['application/pdf', 'pdf']);
  });

  it('puts them into the Markdown', async () => {
    const { bytes, contentType, extension } = await renderer.render(full, 'md');
    const text = bytes.toString();
    expect(words.filter((word) => !text.includes(word))).toEqual([]);
    expect([contentType, extension]).toEqual(['text/markdown; charset=utf-8', 'md']);
  });

  it('sets a Markdown answer as a PDF', async () => {
    const { bytes, extension } = await renderer.renderText('- **do** this', 'Plan', 'en');
    const { text } = await extractText(new Uint8Array(bytes), { mergePages: true });
    expect(text.replace(/\s+/g, ' ').trim()).toBe('Plan • do this');
    expect(extension).toBe('pdf');
  });
});
