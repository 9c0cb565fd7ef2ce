import { parseValue, ValueError } from './field-values.js';
import type { FilterField } from './list-filter.js';
import { dayAfter, parseDay, parsePeriod, startOf } from './list-period.js';

/** A value of one of the spec's filters. */
export interface FilterValue {
  name: string;
  value: unknown;
}

/** Where and when somebody asks, which decides what a day is. */
export interface Clock {
  timeZone: string;
  today: string;
}

const MAX_VALUES = 100;
const MAX_LENGTH = 500;

/** What a list is filtered by, in the terms of its spec. @throws ValueError */
export function filterValues(
  filter: FilterField,
  operator: string,
  texts: readonly string[],
  clock: Clock,
): FilterValue[] {
  if (texts.length > MAX_VALUES) throw new ValueError(`Send at most ${MAX_VALUES} values.`);
  if (texts.some((text) => text.length > MAX_LENGTH))
    throw new ValueError(`Send at most ${MAX_LENGTH} characters.`);
  if (operator === 'empty' && filter.mayBeEmpty)
    return [{ name: `${filter.name}~empty`, value: flagOf(only(texts)) }];
  if (operator === '') return [...equal(filter, texts, clock)];
  const isRange = ['number', 'date', 'instant'].includes(filter.control);
  if (isRange && (operator === 'from' || operator === 'to'))
    return [bound(filter, operator, only(texts), clock)];
  throw new ValueError('The list cannot be filtered in this way.');
}

function equal(filter: FilterField, texts: readonly string[], clock: Clock): FilterValue[] {
  const { name, control, field } = filter;
  if (control === 'text') {
    const text = only(texts);
    if (text === '') throw new ValueError('Enter what to look for.');
    return [{ name, value: text }];
  }
  if (control === 'date' || control === 'instant') {
    const { from, before } = parsePeriod(only(texts), clock.today);
    return [
      { name: `${name}~from`, value: dayValue(filter, from, clock) },
      { name: `${name}~before`, value: dayValue(filter, before, clock) },
    ];
  }
  const values = texts.map((text) => {
    if (field.choices && !field.choices.includes(text))
      throw new ValueError(`Choose from ${field.choices.join(', ')}.`);
    if (text === '') throw new ValueError('Enter a value.');
    return parseValue(field.kind, text);
  });
  return [{ name, value: values }];
}

/** An end of a range; a day as its end is included. */
function bound(filter: FilterField, end: 'from' | 'to', text: string, clock: Clock): FilterValue {
  const { name, control, field } = filter;
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  if (control === 'number' || (control === 'instant' && !isDay))
    return { name: `${name}~${end}`, value: parseValue(field.kind, text) };
  const day = parseDay(text);
  if (end === 'from') return { name: `${name}~from`, value: dayValue(filter, day, clock) };
  return { name: `${name}~before`, value: dayValue(filter, dayAfter(day), clock) };
}

function dayValue({ control }: FilterField, day: string, { timeZone }: Clock): string {
  return control === 'date' ? day : startOf(day, timeZone);
}

function flagOf(text: string): boolean {
  if (text !== 'true' && text !== 'false') throw new ValueError('Send true or false.');
  return text === 'true';
}

function only(texts: readonly string[]): string {
  if (texts.length !== 1) throw new ValueError('Send this once.');
  return texts[0]!;
}
