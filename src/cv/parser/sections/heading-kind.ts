import type { SectionKind } from '../../document/cv-document.js';
import { fold, tokens } from '../words.js';
import { HEADINGS, HEADING_WORDS } from './heading-words.js';
import type { HeadingKind } from './heading-words.js';

const WHOLE = new Map<string, HeadingKind>();
for (const [kind, phrases] of Object.entries(HEADINGS)) {
  for (const phrase of phrases.split('|')) WHOLE.set(phrase.replace(/\s+/g, ' ').trim(), kind as HeadingKind);
}
const BY_WORD = new Map<string, HeadingKind>();
for (const [kind, words] of Object.entries(HEADING_WORDS)) {
  for (const word of words.split(' ')) BY_WORD.set(word, kind as HeadingKind);
}
const JOINING = new Set(['and', 'und', 'et', 'y', 'e', 'i', 'en', 'of', 'the', 'my', 'meine', 'mes', 'mis']);

/** The text of a heading as the dictionary spells it. */
function headingPhrase(text: string): string {
  return tokens(text.replace(/^\s*(?:\d{1,2}|[IVX]{1,4})[.)]\s+/, '').replace(/&/g, ' and ')).join(' ');
}

/** The kind of a heading that is in the dictionary as a whole (a joining word may differ), or null. */
export function exactHeadingKind(text: string): HeadingKind | null {
  const phrase = headingPhrase(text);
  const found = WHOLE.get(phrase);
  if (found) return found;
  const parts = fold(text).split(/\s*(?:&|\+|\/|,|\band\b|\bund\b|\bet\b)\s*/);
  if (parts.length < 2 || parts.length > 3) return null;
  const kinds = parts.map((part) => WHOLE.get(headingPhrase(part)));
  if (kinds.some((kind) => kind === undefined)) return null;
  return kinds.includes('experience') ? 'experience' : (kinds[0] ?? null);
}

/** The kind that the words of a longer heading suggest; `custom` where none does. */
export function looseHeadingKind(text: string): SectionKind {
  const words = headingPhrase(text)
    .split(' ')
    .filter((word) => !JOINING.has(word));
  const kind = words
    .reverse()
    .map((word) => BY_WORD.get(word))
    .find((found) => found !== undefined);
  return kind && kind !== 'contact' ? kind : 'custom';
}
