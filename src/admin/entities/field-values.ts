import type { FieldKind } from './field-kind.js';

/** A value that cannot be taken; the message is for the person at the form. */
export class ValueError extends Error {}

const INTEGER = /^[+-]?\d{1,19}$/;
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;
const FLOAT = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const matching = (text: string, pattern: RegExp, message: string): string => {
  if (!pattern.test(text.trim())) throw new ValueError(message);
  return text.trim();
};

/** Browsers send every line end of a form as CR LF; stored is what was typed. */
export function normalizeLines(text: string): string {
  return text.replace(/\r\n/g, '\n');
}

const storable = (text: string): string => {
  if (text.includes('\0')) throw new ValueError('NUL characters cannot be stored.');
  return normalizeLines(text);
};

/** Whole numbers stay text beyond 2^53, so that no digit is lost. */
const integer = (text: string): number | string => {
  const digits = matching(text, INTEGER, 'Enter a whole number.');
  return Number.isSafeInteger(Number(digits)) ? Number(digits) : digits;
};

const date = (text: string): string => {
  const day = matching(text.slice(0, 10), DATE, 'Enter a date as YYYY-MM-DD.');
  const parsed = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== day) {
    throw new ValueError('There is no such day.');
  }
  return day;
};

const instant = (text: string): Date => {
  const parsed = new Date(text);
  if (Number.isNaN(parsed.getTime())) throw new ValueError('Enter a date and time.');
  return parsed;
};

const json = (text: string): unknown => {
  try {
    return JSON.parse(storable(text));
  } catch (error) {
    throw new ValueError(`This is not valid JSON: ${(error as Error).message}`);
  }
};

const boolean = (text: string): boolean => {
  if (/^(true|on|1)$/i.test(text)) return true;
  if (/^(false|off|0|)$/i.test(text)) return false;
  throw new ValueError('Choose yes or no.');
};

const PARSERS: Record<FieldKind, (text: string) => unknown> = {
  text: storable,
  longText: storable,
  integer,
  decimal: (text) => matching(text, DECIMAL, 'Enter a number, with a point for decimals.'),
  float: (text) => Number(matching(text, FLOAT, 'Enter a number, with a point for decimals.')),
  boolean,
  date,
  instant,
  uuid: (text) => matching(text, UUID, 'Enter a UUID.').toLowerCase(),
  json,
  other: storable,
  binary: () => {
    throw new ValueError('Binary content cannot be edited here.');
  },
};

/** Text from a form, filter or address as the value its column takes; a `ValueError` says what is wrong with it. */
export function parseValue(kind: FieldKind, text: string): unknown {
  return PARSERS[kind](text);
}

/** A column's value as a form or page shows it: JSON and everything structured as text, instants in ISO 8601. */
export function showValue(kind: FieldKind, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (kind === 'json') return JSON.stringify(value, null, 2);
  if (value instanceof Date) return kind === 'date' ? value.toISOString().slice(0, 10) : value.toISOString();
  if (Array.isArray(value)) return value.map((item) => showValue(kind, item));
  if (typeof value === 'object') return JSON.stringify(value);
  return value;
}
