import type { SourceLine } from './source-line.js';

const LIGATURES: Record<string, string> = { ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'st', ﬆ: 'st' };
/** First halves of compounds: a hyphen after one at the end of a line belongs to the word. */
const COMPOUND_PREFIXES = new Set(
  (
    'self non multi cross real high low long short full open cloud user data end end-to large small well co pre post ' +
    'anti semi mid part third first second cutting state world time cost on in off up follow hands problem decision ' +
    'customer client community event test object micro award e start in-house fast best next'
  ).split(' '),
);

/** Ligatures, no-break and zero-width spaces, and decomposed accents in their plain form. */
export function normaliseText(text: string): string {
  return text
    .replace(/[ﬀ-ﬆ]/g, (ligature) => LIGATURES[ligature] ?? ligature)
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/[\u0000\ufffd]/g, '')
    .normalize('NFC');
}

/** `J O H N  D O E` becomes `JOHN DOE`: two spaces part words, single ones letters. */
export function closeLetterSpacing(text: string): string {
  if (!/^(?:\S ){2,}\S$/.test(text.replace(/ {2,}/g, ' ')) || !/\p{L}/u.test(text))
    return text.replace(/ {2,}/g, ' ');
  return text
    .split(/ {2,}/)
    .map((word) => word.replace(/ /g, ''))
    .join(' ');
}

/**
 * Repairs words that were hyphenated at the end of a line by moving the rest of the word up, and turns the soft
 * hyphens that some fonts use for every hyphen into hyphens. Whether a hyphen stays is told by the other words of
 * the document, since `multi-` / `account` and `Con-` / `sul` look alike.
 */
export function repairHyphenation(lines: SourceLine[]): void {
  const words = new Set(lines.flatMap((line, i) => wholeWords(line, lines[i - 1])));
  for (const [i, line] of lines.entries()) {
    const next = lines[i + 1];
    const head = /([\p{L}\p{N}-]+)([\u00ad-])$/u.exec(line.text);
    const tail = next && !next.bullet ? /^(\p{Ll}[\p{L}\p{N}]*)(\S*)\s*/u.exec(next.text) : null;
    if (head && tail && next && next.page - line.page <= 1 && line.cells.length === 1) {
      const [first, second] = [head[1] ?? '', tail[1] ?? ''];
      const keep = keepsHyphen(first, second, head[2] === '\u00ad', words);
      setText(line, line.text.slice(0, -1) + (keep ? '-' : '') + second + (tail[2] ?? ''));
      setText(next, next.text.slice(tail[0].length));
    }
  }
  for (const line of lines) {
    line.text = line.text.replace(/\u00ad/g, '-');
    for (const cell of line.cells) cell.text = cell.text.replace(/\u00ad/g, '-');
  }
}

/** The words of a line; the second half of a word that began on the line above is none. */
function wholeWords(line: SourceLine, above: SourceLine | undefined): string[] {
  const words = line.text.toLowerCase().match(/[\p{L}][\p{L}\p{N}\u00ad-]*/gu) ?? [];
  return above && /[\u00ad-]$/.test(above.text) ? words.slice(1) : words;
}

function keepsHyphen(first: string, second: string, soft: boolean, words: Set<string>): boolean {
  const [a, b] = [first.toLowerCase(), second.toLowerCase()];
  if (words.has(`${a}-${b}`) || words.has(`${a}\u00ad${b}`)) return true;
  if (words.has(a + b)) return false;
  if (COMPOUND_PREFIXES.has(a) || a.includes('-')) return true;
  return !soft && words.has(b);
}

function setText(line: SourceLine, text: string): void {
  const last = line.cells.at(-1);
  const first = line.cells[0];
  if (line.cells.length > 1 && first) first.text = text.split('\t')[0] ?? '';
  else if (last) last.text = text;
  line.text = text;
}
