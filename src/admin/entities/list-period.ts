import { ValueError } from './field-values.js';

/** Days from `from` up to, but not including, `before`; each as YYYY-MM-DD. */
export interface Period {
  from: string;
  before: string;
}

/** Periods that are named by when somebody asks. */
export const PRESETS = [
  'today',
  'yesterday',
  'last-7-days',
  'last-30-days',
  'this-month',
  'this-year',
] as const;
type Preset = (typeof PRESETS)[number];

const MAX_YEARS = 200;
const DAY_MS = 86_400_000;
const PERIOD = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/;

/** A day some days after another. */
export function dayAfter(day: string, days = 1): string {
  const moved = new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);
  if (moved.getUTCFullYear() > 9_999) throw new ValueError('There is no such day.');
  return moved.toISOString().slice(0, 10);
}

/** A day that the calendar has; years begin at 1. */
export function parseDay(text: string): string {
  const day =
    /^\d{4}-\d\d-\d\d$/.test(text) && !text.startsWith('0000') ? new Date(`${text}T00:00:00Z`) : null;
  if (!day || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text)
    throw new ValueError('Enter a day as YYYY-MM-DD.');
  return text;
}

/** A year, a month, a day or one of the presets. @param today where the person who asks is. */
export function parsePeriod(text: string, today: string): Period {
  if ((PRESETS as readonly string[]).includes(text)) return presetPeriod(text as Preset, today);
  const [, year = '', month, day] = PERIOD.exec(text) ?? [];
  try {
    const from = parseDay(`${year}-${month ?? '01'}-${day ?? '01'}`);
    if (day !== undefined) return { from, before: dayAfter(from) };
    return { from, before: month === undefined ? yearAfter(from) : monthAfter(from) };
  } catch {
    throw new ValueError(
      `Enter a year, a month (2026-01), a day (2026-01-31) or one of ${PRESETS.join(', ')}.`,
    );
  }
}

/** The day it is at a place. */
export function todayIn(timeZone: string, now = new Date()): string {
  const parts = new Intl.DateTimeFormat('en', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
  }).formatToParts(now);
  const part = (type: string): string => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** The first moment of a day at a place, as PostgreSQL reads it: it knows when clocks were changed there. */
export function startOf(day: string, timeZone: string): string {
  return `${day} 00:00:00 ${timeZone}`;
}

function presetPeriod(preset: Preset, today: string): Period {
  const before = dayAfter(today);
  const firstOfMonth = `${today.slice(0, 7)}-01`;
  const firstOfYear = `${today.slice(0, 4)}-01-01`;
  switch (preset) {
    case 'today':
      return { from: today, before };
    case 'yesterday':
      return { from: dayAfter(today, -1), before: today };
    case 'last-7-days':
      return { from: dayAfter(today, -6), before };
    case 'last-30-days':
      return { from: dayAfter(today, -29), before };
    case 'this-month':
      return { from: firstOfMonth, before: monthAfter(firstOfMonth) };
    case 'this-year':
      return { from: firstOfYear, before: yearAfter(firstOfYear) };
  }
}

/** The first of the next month. */
function monthAfter(first: string): string {
  const next = dayAfter(first, 31);
  return `${next.slice(0, 7)}-01`;
}

/** The first of the next year. */
function yearAfter(first: string): string {
  return `${dayAfter(first, 366).slice(0, 4)}-01-01`;
}

/** The months of a year, or the days of a month. */
export function partsOf(period: string): string[] {
  if (!/^\d{4}(-\d\d)?$/.test(period)) throw new ValueError('Name a year or a month (2026-01).');
  const { from, before } = parsePeriod(period, '');
  const isYear = period.length === 4;
  const parts: string[] = [];
  for (let day = from; day < before; day = isYear ? monthAfter(day) : dayAfter(day))
    parts.push(isYear ? day.slice(0, 7) : day);
  return parts;
}

/** Years from one day to another, the latest ones where there are very many. */
export function yearsBetween(first: string, last: string): string[] {
  const [from, to] = [Number(first.slice(0, 4)), Math.min(Number(last.slice(0, 4)), 9_998)];
  const count = Math.min(Math.max(to - from + 1, 0), MAX_YEARS);
  return Array.from({ length: count }, (_, index) => String(to - count + 1 + index).padStart(4, '0'));
}
