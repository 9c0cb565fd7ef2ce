import { plainText } from '../extraction/source-line.js';
import type { SourceLine } from '../extraction/source-line.js';
import { exactHeadingKind } from '../sections/heading-kind.js';
import { roleScore, looksLikeOrganisation } from '../entries/word-scores.js';
import { tokens } from '../words.js';

/** Where in the lines of the header the name stands. */
export interface FoundName {
  name: string;
  /** Lines (and with `cell` the cell) that are used up by it. */
  lines: SourceLine[];
  cell: number;
}

const PARTICLES =
  'van|von|de|del|della|der|den|di|da|do|dos|das|la|le|el|al|bin|ibn|ter|ten|zu|zur|y|e|af|st\\.?';
const WORD = "(?:\\p{Lu}[\\p{L}\\p{M}'’.-]*|\\p{Lo}+)";
const NAME = new RegExp(`^${WORD}(?:\\s+(?:${WORD}|${PARTICLES}|\\(\\p{L}+\\)|["“]\\p{L}+["”])){1,5}$`, 'u');
const CREDENTIALS =
  /,?\s+(?:Ph\.?\s?D\.?|M\.?D\.?|MBA|M\.?Sc\.?|B\.?Sc\.?|M\.?S\.?|M\.?A\.?|CPA|PMP|RN|P\.?E\.?|Esq\.?|J\.?D\.?|CFA|LL\.?M\.?|Dipl\.-Ing\.|Jr\.?|Sr\.?)\.?(?=,|\s|$)/g;
const TITLES = /^(?:Dr\.?|Prof\.?|Mr\.?|Mrs\.?|Ms\.?|Dipl\.-Ing\.?|Ing\.?|Mag\.?)\s+/;
const LABEL = /^(?:full name|name|nom|nombre|nome|naam|vor- und nachname|imi[ęe] i nazwisko)\s*:\s*/i;
const DOCUMENT_WORDS = new Set('curriculum vitae resume cv lebenslauf portfolio page seite'.split(' '));

/** Finds the person's name among the lines of the header; null when no line plausibly is one. */
export function findName(lines: SourceLine[], emails: string[]): FoundName | null {
  const largest = Math.max(0, ...lines.map((line) => line.size));
  const local = tokens((emails[0] ?? '').split('@')[0] ?? '').join('');
  let best: { found: FoundName; score: number } | null = null;
  for (const [i, line] of lines.slice(0, 40).entries()) {
    for (const found of candidates(line, lines[i + 1])) {
      const score = scoreName(found.name, line, i, largest, local);
      if (score > 0 && (!best || score > best.score)) best = { found, score };
    }
  }
  return best?.found ?? null;
}

function candidates(line: SourceLine, next: SourceLine | undefined): FoundName[] {
  const found = line.cells
    .slice(0, 2)
    .map((cell, i) => ({ name: cell.text.replace(LABEL, '').trim(), lines: [line], cell: i }));
  const whole = plainText(line);
  if (line.cells.length > 1 && line.cells.length <= 4) found.push({ name: whole, lines: [line], cell: -1 });
  if (
    next &&
    line.cells.length === 1 &&
    next.cells.length === 1 &&
    Math.abs(next.size - line.size) < line.size * 0.1 &&
    !whole.includes(' ')
  ) {
    found.push({ name: `${whole} ${plainText(next)}`, lines: [line, next], cell: -1 });
  }
  return found;
}

function scoreName(name: string, line: SourceLine, index: number, largest: number, local: string): number {
  const bare = name.replace(CREDENTIALS, '').replace(TITLES, '').trim();
  const words = tokens(bare);
  if (!NAME.test(bare) || bare.length > 45 || words.some((word) => DOCUMENT_WORDS.has(word))) return 0;
  if (exactHeadingKind(bare) || roleScore(bare) > 0) return 0;
  const inEmail = words.filter((word) => word.length > 2 && local.includes(word)).length;
  if (looksLikeOrganisation(bare) && inEmail === 0) return 0;
  const large = line.size >= largest * 0.98 ? 3 : line.size >= largest * 0.8 ? 1 : 0;
  return (
    0.5 +
    large +
    inEmail * 3 +
    (index === 0 ? 2 : index < 3 ? 1 : 0) +
    (line.bold ? 0.5 : 0) -
    (words.length > 4 ? 1 : 0)
  );
}
