import { emptyEntry } from '../../document/cv-document.js';
import type { CvEntry } from '../../document/cv-document.js';
import { isOrnament } from '../extraction/bullets.js';
import type { SourceLine } from '../extraction/source-line.js';

const LABEL = /^([^:,;]{2,45}?)\s*:\s*(.*)$/s;
const ENDS_OPEN = /[,;|/&·•]$|\b(?:and|und|et|y|e|i|en)$/;

/**
 * Reads lists of items (skills, languages, interests): one entry per group, its label as the title. Commas, bullets,
 * bars and gaps part items, except inside brackets; `C/C++`, `Node.js` and `CI/CD` stay whole.
 */
export function readItemGroups(lines: SourceLine[]): CvEntry[] {
  const groups: { title: string; parts: string[] }[] = [];
  const right = Math.max(0, ...lines.map((line) => line.right));
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1];
    const last = groups.at(-1);
    const label = readLabel(line, lines[i + 1]);
    if (label) groups.push(label);
    else if (last && before && isWrap(before, line, right)) last.parts.push(...glue(last.parts, line));
    else if (last && (last.title === '' || line.bullet || line.gap < 1.6)) last.parts.push(line.text);
    else groups.push({ title: '', parts: [line.text] });
  }
  return groups.map((group) =>
    emptyEntry({ title: group.title, bullets: group.parts.flatMap((part) => splitItems(part)) }),
  );
}

function readLabel(
  line: SourceLine,
  next: SourceLine | undefined,
): { title: string; parts: string[] } | null {
  const [first, ...others] = line.cells;
  const match = LABEL.exec(line.text.replace(/\t/g, ' \t '));
  if (match && !/^\/\//.test(match[2] ?? '') && (match[1] ?? '').split(/\s+/).length <= 6) {
    return { title: (match[1] ?? '').replace(/\s+/g, ' ').trim(), parts: match[2] ? [match[2]] : [] };
  }
  if (!first || line.bullet) return null;
  const rest = others.map((cell) => cell.text).join('\t');
  if (first.bold && others.length > 0 && others.every((cell) => !cell.bold))
    return { title: first.text, parts: [rest] };
  if (others.length === 1 && /,/.test(rest) && !/,/.test(first.text))
    return { title: first.text, parts: [rest] };
  const alone = line.bold && others.length === 0 && !/,/.test(first.text);
  return alone && next && !next.bold ? { title: first.text, parts: [] } : null;
}

/** A list that runs over the end of the line. */
function isWrap(before: SourceLine, line: SourceLine, right: number): boolean {
  if (line.bullet || line.cells.length > 1 || line.gap > 1.5) return false;
  return (
    ENDS_OPEN.test(before.text) ||
    /^\p{Ll}/u.test(line.text) ||
    (before.right > right * 0.85 && before.right - before.x > 180 && /,/.test(before.text))
  );
}

function glue(parts: string[], line: SourceLine): string[] {
  const before = parts.pop() ?? '';
  return [`${before} ${line.text}`];
}

/** Parts a list at its separators. */
export function splitItems(text: string): string[] {
  const items: string[] = [];
  let item = '';
  let depth = 0;
  const whole = text.replace(/ {3,}/g, '\t');
  for (const [i, character] of [...whole].entries()) {
    if (/[([]/.test(character)) depth += 1;
    if (/[)\]]/.test(character)) depth = Math.max(0, depth - 1);
    const comma = character === ',' && /\d/.test(whole[i - 1] ?? '') && /\d/.test(whole[i + 1] ?? '');
    if (depth === 0 && /[,;|•·●▪■◦‣\t]/.test(character) && !comma) {
      items.push(item);
      item = '';
    } else {
      item += character;
    }
  }
  return [...items, item].map(cleanItem).filter((cleaned) => cleaned !== '' && !isOrnament(cleaned));
}

function cleanItem(item: string): string {
  const text = item.replace(/\s+/g, ' ').trim();
  return /^[^.]*[^.\s]\.$/.test(text) && !/\b(?:etc|inc)\.$/i.test(text) ? text.slice(0, -1) : text;
}
