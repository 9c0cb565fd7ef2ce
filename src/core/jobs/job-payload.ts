import { InvalidPayloadError } from './job.errors.js';
import type { JobPayload } from './job.js';

/**
 * A copy of what a job shall be told, if it is an object of numbers and storable strings.
 * @throws InvalidPayloadError naming the key.
 */
export function checkedPayload(payload: unknown): JobPayload {
  const isObject = typeof payload === 'object' && payload !== null && !Array.isArray(payload);
  if (!isObject) throw new InvalidPayloadError('it must be an object, such as {"id": 7}.');
  for (const [key, value] of Object.entries(payload)) {
    if (!isStorable(key)) throw new InvalidPayloadError(`its key ${JSON.stringify(key)} ${UNSTORABLE}`);
    if (typeof value === 'string' ? !isStorable(value) : !Number.isFinite(value))
      throw new InvalidPayloadError(
        `"${key}" ${typeof value === 'string' ? UNSTORABLE : 'must be a number or a string.'}`,
      );
  }
  return { ...payload } as JobPayload;
}

/**
 * A job's result as JSON text for the database, or null when it has none.
 * @throws TypeError when PostgreSQL could not store it, as it cannot NUL or half of a surrogate pair.
 */
export function resultJson(result: unknown): string | null {
  const check = (key: string, value: unknown): unknown => {
    if (!isStorable(key) || (typeof value === 'string' && !isStorable(value)))
      throw new TypeError(`the job's result ${key ? `at ${JSON.stringify(key)} ` : ''}${UNSTORABLE}`);
    return value;
  };
  return JSON.stringify(result, check) ?? null;
}

/** A text PostgreSQL stores: without NUL, with what is no Unicode replaced. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

const UNSTORABLE =
  'holds a NUL character or half of a surrogate pair: pass the id of a row that holds the text.';

function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
