import type { CvDocument, CvSection, SectionKind } from '../document/cv-document.js';
import { parseContact } from './contact/contact-parser.js';
import { readBody } from './entries/entry-body.js';
import { isProse, readEntries } from './entries/section-entries.js';
import type { Extraction, SourceLine } from './extraction/source-line.js';
import { detectLanguage } from './language.js';
import { keepLostText } from './lost-text.js';
import { splitSections } from './sections/section-splitter.js';
import type { RawSection } from './sections/section-splitter.js';

/** Reads extracted lines to a document. No word of the lines is lost; nothing is added that they do not say. */
export function parseDocument(extraction: Extraction): CvDocument {
  const { lines, furniture } = extraction;
  const language = detectLanguage(lines.map((line) => line.text).join('\n'));
  const raw = splitSections(lines);
  const summary = raw.find((section) => section.kind === 'profile' && section.lines.length > 0);
  const contacts = raw.filter((section) => section.kind === null || isContact(section));
  const profile = readProfile(contacts, summary, language);
  if (furniture.length > 0) Object.assign(profile.entries[0]?.data ?? {}, { furniture });
  const sections = raw
    .filter((section) => section !== summary && !contacts.includes(section))
    .map(readSection);
  const document: CvDocument = { language, sections: [profile, ...sections] };
  keepLostText(document, lines);
  return document;
}

/** "Details" over a list of jobs is no contact section: one must hold contact data or be short. */
function isContact(section: RawSection): boolean {
  if (section.kind !== 'contact') return false;
  const bullets = section.lines.filter((line) => line.bullet).length;
  return section.lines.length <= 12 && bullets <= section.lines.length * 0.7;
}

function readProfile(contacts: RawSection[], summary: RawSection | undefined, language: string): CvSection {
  const entry = parseContact(
    contacts.flatMap((section) => section.lines),
    language,
  );
  const headings = contacts.map((section) => section.title).filter((title) => title !== '');
  if (headings.length > 0) entry.data.headings = headings;
  if (summary) {
    const { body, bullets } = readBody(summary.lines);
    entry.body = [entry.body, body].filter((part) => part !== '').join('\n\n');
    entry.bullets.push(...bullets);
  }
  return { kind: 'profile', title: summary?.title ?? '', entries: [entry] };
}

function readSection(section: RawSection): CvSection {
  const kind = sectionKind(section);
  return { kind, title: section.title, entries: readEntries(kind, section.lines) };
}

/** A second summary, stray contact data and prose below a list heading become `custom`. */
function sectionKind({ kind, lines }: { kind: RawSection['kind']; lines: SourceLine[] }): SectionKind {
  if (kind === null || kind === 'profile' || kind === 'contact') return 'custom';
  const list = kind === 'skills' || kind === 'languages' || kind === 'interests';
  return list && isProse(lines) ? 'custom' : kind;
}
