/** Kinds of values a filter takes; an array lists the only ones. */
export type ValueKind = 'integer' | 'text' | 'instant' | 'boolean' | readonly string[];

const MAX_TEXT = 200;

/** PostgreSQL takes no zone beyond 15:59. */
const INSTANT = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-](0\d|1[0-5]):[0-5]\d))?$/;

interface Kind {
  /** The value as PostgreSQL takes it; undefined when it is none. */
  parse(text: string): unknown;
  /** Completes "Send …". */
  wanted: string;
  /** Its OpenAPI schema. */
  schema: object;
}

const KINDS: Record<Extract<ValueKind, string>, Kind> = {
  integer: {
    parse: (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : undefined),
    wanted: 'a whole number',
    schema: { type: 'integer' },
  },
  text: {
    parse: (text) => (text.length > 0 && text.length <= MAX_TEXT ? text : undefined),
    wanted: `1 to ${MAX_TEXT} characters`,
    schema: { type: 'string', minLength: 1, maxLength: MAX_TEXT },
  },
  instant: {
    parse: parseInstant,
    wanted: 'a date (2026-01-31) or a time with its zone (2026-01-31T12:00:00Z)',
    schema: { type: 'string', examples: ['2026-01-31', '2026-01-31T12:00:00Z'] },
  },
  boolean: {
    parse: (text) => (text === 'true' || text === 'false' ? text === 'true' : undefined),
    wanted: 'true or false',
    schema: { type: 'boolean' },
  },
};

/** How values of a kind are read and described. */
export function valueKind(kind: ValueKind): Kind {
  if (typeof kind === 'string') return KINDS[kind];
  return {
    parse: (text) => (kind.includes(text) ? text : undefined),
    wanted: `one of ${kind.join(', ')}`,
    schema: { type: 'string', enum: [...kind] },
  };
}

/** A day is its beginning in UTC. Days that no month has are refused, where `Date` would take the next one. */
function parseInstant(text: string): string | undefined {
  const [, day = '', time] = INSTANT.exec(text) ?? [];
  const midnight = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(day)) return undefined;
  // Year 0 is none for PostgreSQL.
  if (day.startsWith('0000') || Number.isNaN(Date.parse(text))) return undefined;
  return time === undefined ? `${day}T00:00:00Z` : text;
}
