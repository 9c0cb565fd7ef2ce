import {
  contactOf,
  profileEntry,
  type CvDocument,
  type CvEntry,
  type CvSection,
} from '../document/cv-document.js';
import { cleanLines, extraTexts, listingOf, periodOf } from './entry-text.js';
import { headingOf } from './labels.js';
import { cleanLine, paragraphsOf } from './text-cleaning.js';

/**
 * A CV as CommonMark: the name as first heading, sections as second, entries as third. Characters of the text that
 * would read as markup are escaped. Throws when the document does not start with its profile section.
 */
export function renderMarkdown(document: CvDocument): string {
  const blocks = [
    ...profileBlocks(document),
    ...document.sections.slice(1).flatMap((section) => sectionBlocks(section, document.language)),
  ];
  return blocks.filter(Boolean).join('\n\n') + '\n';
}

function profileBlocks(document: CvDocument): string[] {
  const entry = profileEntry(document);
  const section = document.sections[0] as CvSection;
  const { headline, emails, phones, links, other } = contactOf(document);
  const contact = cleanLines([...emails, ...phones, entry.location, ...links]);
  const head = [
    headline,
    [entry.organisation, periodOf(entry, document.language)].filter(Boolean).join(', '),
  ];
  const summary = [...paragraphsOf(entry.body).map(escapeMarkdown), list(entry.bullets)].filter(Boolean);
  const title = cleanLine(section.title);
  const ownTitle = title !== '' && title !== cleanLine(entry.title);
  return [
    heading(1, entry.title),
    ...cleanLines(head).map(escapeMarkdown),
    escapeMarkdown(contact.join(' · ')),
    ...cleanLines([...other, ...extraTexts(entry, 'profile')]).map(escapeMarkdown),
    summary.length > 0 || ownTitle ? heading(2, headingOf(section, document.language)) : '',
    ...summary,
  ];
}

function sectionBlocks(section: CvSection, language: string): string[] {
  const entries = section.entries
    .flatMap((entry) => entryBlocks(entry, section.kind, language))
    .filter(Boolean);
  if (entries.length === 0 && !cleanLine(section.title)) return [];
  return [heading(2, headingOf(section, language)), ...entries];
}

function entryBlocks(entry: CvEntry, kind: CvSection['kind'], language: string): string[] {
  const listing = listingOf(entry, kind);
  if (listing) {
    const items = escapeMarkdown(listing.items);
    return [
      listing.label && items
        ? `**${escapeMarkdown(listing.label)}:** ${items}`
        : escapeMarkdown(listing.label) || items,
    ];
  }
  return [
    heading(3, cleanLines([entry.title, entry.organisation]).join(' — ')),
    escapeMarkdown(cleanLines([periodOf(entry, language), entry.location]).join(' · ')),
    escapeMarkdown(extraTexts(entry, kind).join(' · ')),
    ...paragraphsOf(entry.body).map(escapeMarkdown),
    list(entry.bullets),
  ];
}

function heading(level: number, text: string): string {
  const line = escapeMarkdown(cleanLine(text));
  return line && `${'#'.repeat(level)} ${line}`;
}

function list(items: string[]): string {
  return cleanLines(items)
    .map((item) => `- ${escapeMarkdown(item)}`)
    .join('\n');
}

/** One line of text with a backslash before whatever CommonMark would take for markup; addresses stay as they are. */
function escapeMarkdown(line: string): string {
  return line
    .replace(/[\\*`[\]<]|~~|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?\w+;)/gu, '\\$&')
    .replace(/^([#>+-])/, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}
