import { isIP } from 'node:net';
import type { FieldKind } from './field-kind.js';
import { jsonProblem } from '../answers/json-text.js';

/** A value that cannot be taken; the message is for the person at the form. */
export class ValueError extends Error {}

const INTEGER = /^[+-]?\d{1,19}$/;
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)$/;
const FLOAT = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$/;
const ZONE = /(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)$/i;
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
  if (!text.isWellFormed()) throw new ValueError('This contains half of a character; type it anew.');
  return normalizeLines(text);
};

/** Whole numbers stay text beyond 2^53, so that no digit is lost. */
const integer = (text: string): number | string => {
  const digits = matching(text, INTEGER, 'Enter a whole number.');
  const value = BigInt(digits.replace(/^\+/, ''));
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
};

const float = (text: string): number => {
  const value = Number(matching(text, FLOAT, 'Enter a number, with a point for decimals.'));
  if (!Number.isFinite(value)) throw new ValueError('This number is too large.');
  return value;
};

const date = (text: string): string => {
  const day = matching(text.slice(0, 10), DATE, 'Enter a date as YYYY-MM-DD.');
  const parsed = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(parsed.getTime()) || parsed.toISOString().slice(0, 10) !== day) {
    throw new ValueError('There is no such day.');
  }
  return day;
};

/** With seconds, as PostgreSQL shows it. */
const time = (text: string): string => {
  const given = matching(text, TIME, 'Enter a time as HH:MM or HH:MM:SS.');
  return given.length === 5 ? `${given}:00` : given;
};

/** A day with a time, or a day alone for its first moment. */
const dayAndTime = (text: string, message: string): void => {
  const [, day, , clock] = /^(\d{4}-\d{2}-\d{2})([T ](.*))?$/.exec(text) ?? [];
  if (!day) throw new ValueError(message);
  date(day);
  if (clock !== undefined) matching(clock, TIME, message);
};

const instant = (text: string): Date => {
  const message = 'Enter a date and time with its zone, as 2026-01-31T12:00:00Z.';
  const given = text.trim();
  dayAndTime(given.replace(ZONE, ''), message);
  const parsed = new Date(given);
  if (Number.isNaN(parsed.getTime()) || (given.length > 10 && !ZONE.test(given)))
    throw new ValueError(message);
  return parsed;
};

const dateTime = (text: string): Date => {
  const message = 'Enter a date and time as YYYY-MM-DD HH:MM.';
  dayAndTime(text.trim(), message);
  return new Date(text.trim().length === 10 ? `${text.trim()}T00:00` : text.trim().replace(' ', 'T'));
};

const network = (text: string): string => {
  const [address = '', prefix, ...rest] = text.trim().split('/');
  const version = isIP(address);
  const fits =
    prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
  if (version === 0 || !fits || rest.length > 0 || address.includes('%'))
    throw new ValueError('Enter an IP address, such as 192.0.2.1 or 2001:db8::1.');
  return text.trim();
};

const json = (text: string): unknown => {
  const problem = jsonProblem(storable(text));
  if (problem) throw new ValueError(`This is not valid JSON: ${problem}.`);
  return JSON.parse(text);
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
  float,
  boolean,
  date,
  time,
  instant,
  dateTime,
  uuid: (text) => matching(text, UUID, 'Enter a UUID.').toLowerCase(),
  json,
  network,
  other: storable,
  binary: () => {
    throw new ValueError('Binary content cannot be edited here.');
  },
};

/** Text from a form, filter or address as the value its column takes; a `ValueError` says what is wrong with it. */
export function parseValue(kind: FieldKind, text: string): unknown {
  return PARSERS[kind](text);
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** What the driver made of a timestamp without a zone: the same clock, in the zone of this process. */
const clockOf = (value: Date): string => {
  const day = [String(value.getFullYear()).padStart(4, '0'), value.getMonth() + 1, value.getDate()];
  const clock = [value.getHours(), value.getMinutes(), value.getSeconds()];
  return `${day.map((part) => twoDigits(Number(part))).join('-')}T${clock.map(twoDigits).join(':')}`;
};

const dateText = (kind: FieldKind, value: Date): string => {
  if (kind === 'dateTime') return clockOf(value);
  return kind === 'date' ? value.toISOString().slice(0, 10) : value.toISOString();
};

/** A column's value as a form or page shows it: JSON and everything structured as text, instants in ISO 8601. */
export function showValue(kind: FieldKind, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (kind === 'json') return JSON.stringify(value, null, 2);
  if (value instanceof Date) return dateText(kind, value);
  if (Array.isArray(value)) return value.map((item) => showValue(kind, item));
  if (typeof value === 'object') {
    const { toPostgres } = value as { toPostgres?: () => string };
    return toPostgres ? toPostgres.call(value) : JSON.stringify(value);
  }
  return value;
}
