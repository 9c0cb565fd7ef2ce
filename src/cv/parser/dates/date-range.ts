import type { CvDate } from '../../document/cv-document.js';
import { MONTH_PATTERN, PRESENT_PATTERN, isSeason, monthNumber } from './date-words.js';

/** A date or period found in a text. */
export interface FoundRange {
  start: CvDate | null;
  end: CvDate | null;
  /** Where it stands in the text. */
  index: number;
  /** Its own wording, joining words included. */
  raw: string;
}

const YEAR = '(?:19[5-9]\\d|20\\d\\d)';
const NOT_IN_WORD = '(?<![\\p{L}\\d/.,$€£-])';
const MONTH = MONTH_PATTERN;
/** One date. The order matters: the first alternative that fits wins. */
const POINT = [
  `\\d{4}-\\d{2}-\\d{2}(?!\\d)`,
  `\\d{1,2}[./]\\d{1,2}[./]${YEAR}(?!\\d)`,
  `\\d{1,2}\\.?\\s+(?:de\\s+)?${MONTH}\\s+(?:de\\s+)?${YEAR}(?!\\d)`,
  `${MONTH}\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+${YEAR}(?!\\d)`,
  `${MONTH}(?:,|\\s+de|\\s+del)?[\\s/-]*(?:${YEAR}|['’]\\d\\d)(?!\\d)`,
  `(?:0?[1-9]|1[0-2])\\s?[./-]\\s?${YEAR}(?!\\d)`,
  `${YEAR}[./-](?:0?[1-9]|1[0-2])(?![\\d./-])`,
  `Q[1-4]\\s*[/-]?\\s*${YEAR}(?!\\d)`,
  `${YEAR}(?![\\p{L}\\d%€$]|[.,]\\d)`,
].join('|');
const DASH = '\\s*(?:-{1,2}|[–—−‐‑→~]|\\u00ad)\\s*';
const TO =
  "\\s+(?:to|until|till|through|bis(?:\\s+(?:zum?|einschließlich))?|à|au|jusqu['’]?\\s?[àa]|hasta|al?|até|ad|do|tot(?:\\s+en\\s+met)?)\\s+";
const SINCE =
  "(?:since|from|starting|seit|ab|von|depuis|de|du|desde|dal|dall['’]|da|od|sinds|vanaf|beginning)\\s+";
const UNTIL = "(?:until|till|bis|jusqu['’]?\\s?(?:à|en)|hasta|fino\\s+a|até|do|tot)\\s+";
const LABEL =
  '(?:expected|anticipated|graduated|graduation|graduating|completed|obtained|issued|awarded|class\\s+of|voraussichtlich|abschluss|obtenu|prévu)(?:\\s+(?:graduation|date|in|on|en))*:?\\s+';

const RANGE = new RegExp(
  `${NOT_IN_WORD}(?:${SINCE})?(?<a>${POINT})(?:${DASH}|${TO})(?<b>${POINT}|${PRESENT_PATTERN}|\\d{2}(?!\\d)(?=\\s|$|[),;|]))`,
  'iu',
);
const SAME_YEAR = new RegExp(
  `${NOT_IN_WORD}(?<m>${MONTH})(?:${DASH}|${TO})(?<b>${MONTH}(?:,|\\s+de)?\\s+${YEAR})(?!\\d)`,
  'iu',
);
const MONTHS_OF_YEARS = new RegExp(
  `${NOT_IN_WORD}(?<a>(?:0[1-9]|1[0-2])/\\d\\d)${DASH}(?<b>(?:0[1-9]|1[0-2])/\\d\\d(?!\\d)|${PRESENT_PATTERN})`,
  'iu',
);
const OPEN = new RegExp(`${NOT_IN_WORD}(?<a>${POINT})\\s*(?:[–—-]|\\u00ad)(?=\\s*(?:$|[,;|)\\t]))`, 'iu');
const FROM = new RegExp(`${NOT_IN_WORD}(?:${SINCE})(?<a>${POINT})`, 'iu');
const TILL = new RegExp(`${NOT_IN_WORD}(?:${UNTIL})(?<b>${POINT}|${PRESENT_PATTERN})`, 'iu');
const SINGLE = new RegExp(`${NOT_IN_WORD}(?:${LABEL})?(?<b>${POINT})`, 'iu');
const OPEN_FROM_WORDS = /^(?:since|starting|seit|ab|depuis|desde|dal|dall['’]|od|sinds|vanaf|beginning)\b/i;

/**
 * Finds the first date or period of a text: years, months by name (en, de, fr, es, it, pt, pl, nl) or number, days,
 * seasons, quarters, "present" in these languages, open periods. A single date is an end without a start.
 */
export function findDateRange(text: string): FoundRange | null {
  for (const find of [findPeriod, findSameYear, findShortYears, findOpen, findFrom, findTill, findSingle]) {
    const found = find(text);
    if (found) return found;
  }
  return null;
}

function findPeriod(text: string): FoundRange | null {
  const match = RANGE.exec(text);
  const { a = '', b = '' } = match?.groups ?? {};
  const start = readDate(a);
  if (!match || !start) return null;
  const short = /^\d{2}$/.test(b);
  if (short && (!/^\d{4}$/.test(a.trim()) || Number(b) <= Number(a.trim().slice(2)))) return null;
  const end = short ? { ...yearOf(a.slice(0, 2) + b), raw: b } : (readDate(b) ?? present(b));
  return { start, end, ...place(match) };
}

function findSameYear(text: string): FoundRange | null {
  const match = SAME_YEAR.exec(text);
  const { m = '', b = '' } = match?.groups ?? {};
  const end = readDate(b);
  const month = monthNumber(m);
  if (!match || !end?.value || (!month && !isSeason(m))) return null;
  const year = end.value.slice(0, 4);
  const start: CvDate = month
    ? { value: `${year}-${pad(month)}`, precision: 'month', raw: m }
    : { ...yearOf(year), raw: m };
  return { start, end, ...place(match) };
}

function findShortYears(text: string): FoundRange | null {
  const match = MONTHS_OF_YEARS.exec(text);
  const { a = '', b = '' } = match?.groups ?? {};
  if (!match) return null;
  const full = (raw: string): CvDate => ({
    value: `${century(raw.slice(3))}-${raw.slice(0, 2)}`,
    precision: 'month',
    raw,
  });
  return { start: full(a), end: /^\d/.test(b) ? full(b) : present(b), ...place(match) };
}

function findOpen(text: string): FoundRange | null {
  const match = OPEN.exec(text);
  const start = readDate(match?.groups?.a ?? '');
  return match && start ? { start, end: present(''), ...place(match) } : null;
}

function findFrom(text: string): FoundRange | null {
  const match = FROM.exec(text);
  const start = readDate(match?.groups?.a ?? '');
  if (!match || !start || !OPEN_FROM_WORDS.test(match[0])) return null;
  return { start: { ...start, raw: match[0] }, end: present(''), ...place(match) };
}

function findTill(text: string): FoundRange | null {
  const match = TILL.exec(text);
  const b = match?.groups?.b ?? '';
  if (!match) return null;
  return { start: null, end: { ...(readDate(b) ?? present(b)), raw: match[0] }, ...place(match) };
}

function findSingle(text: string): FoundRange | null {
  const match = SINGLE.exec(text);
  const end = readDate(match?.groups?.b ?? '');
  return match && end ? { start: null, end: { ...end, raw: match[0] }, ...place(match) } : null;
}

function place(match: RegExpExecArray): { index: number; raw: string } {
  return { index: match.index, raw: match[0] };
}

/** Reads one date by itself; null when the text is none. */
export function readDate(source: string): CvDate | null {
  const raw = source.trim();
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(raw);
  if (iso) return day(iso[1], iso[2], iso[3], raw);
  const numeric = /^(\d{1,2})([./])(\d{1,2})[./](\d{4})$/.exec(raw);
  if (numeric) {
    const american = numeric[2] === '/' && Number(numeric[1]) <= 12;
    return american
      ? day(numeric[4], numeric[1], numeric[3], raw)
      : day(numeric[4], numeric[3], numeric[1], raw);
  }
  const monthYear = /^(\d{1,2})\s?[./-]\s?(\d{4})$/.exec(raw) ?? /^(\d{4})[./-](\d{1,2})$/.exec(raw);
  if (monthYear) {
    const [year, month] =
      (monthYear[1] ?? '').length === 4 ? [monthYear[1], monthYear[2]] : [monthYear[2], monthYear[1]];
    return { value: `${year}-${pad(Number(month))}`, precision: 'month', raw };
  }
  if (/^\d{4}$/.test(raw)) return yearOf(raw);
  return readWorded(raw);
}

function readWorded(raw: string): CvDate | null {
  const year = /(\d{4})$/.exec(raw)?.[1] ?? century(/['’](\d\d)$/.exec(raw)?.[1] ?? '');
  const word = /\p{L}{3,}/u.exec(raw)?.[0] ?? '';
  if (!year) return null;
  if (/^q[1-4]/i.test(raw) || isSeason(word)) return { ...yearOf(year), raw };
  const month = monthNumber(word);
  if (!month) return null;
  const dayNumber = /(?:^|\s)(\d{1,2})(?!\d)/.exec(raw.replace(/\d{4}$/, ''))?.[1];
  if (dayNumber) return day(year, String(month), dayNumber, raw);
  return { value: `${year}-${pad(month)}`, precision: 'month', raw };
}

function day(year = '', month = '', dayOfMonth = '', raw = ''): CvDate | null {
  const [m, d] = [Number(month), Number(dayOfMonth)];
  if (m < 1 || m > 12 || d < 1 || d > 31) return null;
  return { value: `${year}-${pad(m)}-${pad(d)}`, precision: 'day', raw };
}

const yearOf = (raw: string): CvDate => ({ value: raw, precision: 'year', raw });
const present = (raw: string): CvDate => ({ value: null, precision: 'present', raw });
const pad = (value: number): string => String(value).padStart(2, '0');
/** A two-digit year: up to 49 lies in this century. */
const century = (short: string): string => (short === '' ? '' : `${Number(short) < 50 ? 20 : 19}${short}`);
