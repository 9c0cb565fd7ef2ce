import type { FindOptionsWhere } from 'typeorm';
import type { EntityAdmin } from './entity-admin.js';
import { ValueError } from './field-values.js';

/** Name under which a row's key travels when it has several columns. */
export const COMPOSITE_KEY = '_key';

const SEPARATOR = '~';

const encodePart = (part: string): string => encodeURIComponent(part).replaceAll(SEPARATOR, '%7E');

/** A row's key as one text, as it stands in addresses and log entries. */
export function keyOf(admin: EntityAdmin, row: object): string {
  const parts = admin.keys.map((key) => String(key.show((row as Record<string, unknown>)[key.name])));
  return admin.keys.length === 1 ? parts[0]! : parts.map(encodePart).join(SEPARATOR);
}

/** The condition that finds the row; null where the text cannot be a key of this entity. */
export function whereKey(admin: EntityAdmin, text: string): FindOptionsWhere<object> | null {
  try {
    const parts = admin.keys.length === 1 ? [text] : text.split(SEPARATOR).map(decodeURIComponent);
    if (parts.length !== admin.keys.length || parts.includes('')) return null;
    return Object.fromEntries(admin.keys.map((key, index) => [key.name, key.parse(parts[index])]));
  } catch (error) {
    if (error instanceof ValueError || error instanceof URIError) return null;
    throw error;
  }
}

/** The parts of a key as their columns hold them; null where the text cannot be a key of this entity. */
export function keyValues(admin: EntityAdmin, text: string): unknown[] | null {
  const where = whereKey(admin, text);
  return where && admin.keys.map(({ name }) => (where as Record<string, unknown>)[name]);
}
