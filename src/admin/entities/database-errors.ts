import { QueryFailedError } from 'typeorm';
import { InvalidInputError } from '../../core/http/app-error.js';
import { InvalidValuesError } from '../admin.errors.js';
import type { EntityAdmin } from './entity-admin.js';

/** Class of the codes for a value that does not fit its column: too long, out of range, malformed. */
const DATA_EXCEPTION = '22';

/** The parts of PostgreSQL's error that are used here; see its "Error and Notice Message Fields". */
interface PostgresError {
  code?: string;
  detail?: string;
  column?: string;
  table?: string;
  constraint?: string;
  message: string;
}

const humanise = (name: string | undefined): string => (name ?? 'another table').replaceAll('_', ' ');

/** Columns named in a detail such as `Key (stripe_price_id, "interval")=(…) already exists.` */
const columnsIn = (detail: string | undefined): string[] =>
  (/^Key \((.+?)\)=/.exec(detail ?? '')?.[1] ?? '')
    .split(', ')
    .map((column) => column.replace(/^lower\((.+?)(::\w+)?\)$/, '$1').replace(/^"(.*)"$/, '$1'));

/** Columns that a check of the entity speaks of. */
const columnsOfCheck = (admin: EntityAdmin, constraint: string | undefined): string[] => {
  const check = admin.metadata.checks.find((candidate) => candidate.name === constraint);
  const words = new Set((check?.expression ?? '').replace(/'[^']*'/g, '').match(/\w+/g));
  return [...admin.fields.values()].map((field) => field.columnName).filter((column) => words.has(column));
};

const describe = (
  admin: EntityAdmin,
  error: PostgresError,
): { message: string; columns: string[] } | null => {
  switch (error.code) {
    case '23505':
      return { message: 'There is already one with this value.', columns: columnsIn(error.detail) };
    // 23001 is what PostgreSQL 18 says for ON DELETE RESTRICT, 23503 for NO ACTION.
    case '23001':
    case '23503':
      return error.code === '23001' || /still referenced/.test(error.detail ?? '')
        ? {
            message: `It is still used by ${humanise(error.table)}; remove or change that first.`,
            columns: [],
          }
        : { message: 'What this refers to does not exist (any more).', columns: columnsIn(error.detail) };
    case '23502':
      return { message: 'This field is required.', columns: [error.column ?? ''] };
    case '23514':
      return {
        message: `The rule ${error.constraint} does not allow this value.`,
        columns: columnsOfCheck(admin, error.constraint),
      };
    case '23P01':
      return { message: `It collides with another row (${error.constraint}).`, columns: [] };
    case 'P0001':
      return { message: error.message, columns: [] };
    default:
      return error.code?.startsWith(DATA_EXCEPTION)
        ? { message: [error.message, error.detail].filter(Boolean).join('. '), columns: [error.column ?? ''] }
        : null;
  }
};

/** The columns whose value PostgreSQL quotes as one it cannot read; it does not name the column itself. */
const columnsQuoted = (
  admin: EntityAdmin,
  message: string,
  values: Readonly<Record<string, unknown>>,
): string[] =>
  [...admin.fields.values()]
    .filter(({ name }) => typeof values[name] === 'string' && message.includes(`"${values[name]}"`))
    .map((field) => field.columnName);

/** Whether a query failed because of a value that its column cannot hold: SQLSTATE class 22, "data exception". */
export function isDataException(error: unknown): boolean {
  return (
    error instanceof QueryFailedError &&
    !!(error.driverError as PostgresError).code?.startsWith(DATA_EXCEPTION)
  );
}

/** What a service refuses, beside the fields it names by property or column; the rest concerns the whole row. */
function namingFields(admin: EntityAdmin, { message, extras }: InvalidInputError): InvalidValuesError {
  const fields: Record<string, string> = {};
  for (const [name, messages] of Object.entries(extras.errors)) {
    const field = [...admin.fields.values()].find(
      (known) => known.name === name || known.columnName === name,
    );
    const text = messages.join(' ');
    if (field) fields[field.name] = text;
    else fields[''] = [fields[''], `${name}: ${text}`].filter(Boolean).join(' ');
  }
  return new InvalidValuesError(Object.keys(fields).length > 0 ? fields : { '': message });
}

/**
 * Turns PostgreSQL's or a service's refusal of a write into words beside the fields concerned; anything else is thrown on.
 * @param values what was to be written
 */
export function explainRefusal(
  admin: EntityAdmin,
  error: unknown,
  values: Readonly<Record<string, unknown>> = {},
): never {
  if (error instanceof InvalidInputError) throw namingFields(admin, error);
  if (!(error instanceof QueryFailedError)) throw error;
  const described = describe(admin, error.driverError as PostgresError);
  if (!described) throw error;
  const columns =
    described.columns[0] === '' ? columnsQuoted(admin, error.message, values) : described.columns;
  const known = [...admin.fields.values()].filter((field) => columns.includes(field.columnName));
  const names = known.length > 0 ? known.map((field) => field.name) : [''];
  const unseen = known.length === 0 && columns[0] ? ` (${columns.join(', ')})` : '';
  throw new InvalidValuesError(Object.fromEntries(names.map((name) => [name, described.message + unseen])));
}
