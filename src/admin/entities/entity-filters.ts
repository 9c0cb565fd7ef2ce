import {
  Between,
  type FindOperator,
  type FindOptionsWhere,
  In,
  LessThanOrEqual,
  MoreThanOrEqual,
  Raw,
} from 'typeorm';
import { InvalidInputError } from '../../core/http/app-error.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import type { EntityField } from './entity-field.js';
import { parseValue, ValueError } from './field-values.js';

/** Posted filter values by field: a text, several texts of which any may match, or a range of two. */
export type FilterValues = Record<string, unknown>;

const MAX_VALUES = 500;

/** A text as a pattern in which `%`, `_` and `\` stand for themselves. */
export function contains(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** By the expression that the trigram indexes are made of; parameters are named for the whole query. */
const containsAsText = ({ name }: EntityField, text: string): FindOperator<unknown> => {
  const parameter = `contains_${name}`;
  return Raw((column) => `CAST(${column} AS text) ILIKE :${parameter}`, { [parameter]: contains(text) });
};

const range = (
  field: EntityField,
  bounds: { from?: unknown; to?: unknown },
): FindOperator<unknown> | undefined => {
  const bound = (value: unknown) =>
    value === undefined || value === '' ? undefined : parseValue(field.kind, String(value));
  const from = bound(bounds.from);
  const to = bound(bounds.to);
  if (from !== undefined && to !== undefined) return Between(from, to);
  if (from !== undefined) return MoreThanOrEqual(from);
  return to === undefined ? undefined : LessThanOrEqual(to);
};

const condition = (field: EntityField, value: unknown): FindOperator<unknown> | undefined => {
  if (value === null || value === undefined || value === '') return undefined;
  if (Array.isArray(value) && value.length > MAX_VALUES)
    throw new ValueError(`Give at most ${MAX_VALUES} values.`);
  if (Array.isArray(value)) return In(value.map((item) => parseValue(field.kind, String(item))));
  if (typeof value === 'object') return range(field, value);
  const text = String(value);
  if (field.isArray || ['json', 'network', 'other'].includes(field.kind)) return containsAsText(field, text);
  const isFreeText =
    (field.kind === 'text' || field.kind === 'longText') && !field.choices && !field.references;
  return isFreeText ? containsAsText(field, text) : In([parseValue(field.kind, text)]);
};

/** The condition for a list; a filter that is not declared, or a value its column cannot hold, is a 400. */
export function whereFilters(
  admin: EntityAdmin,
  values: FilterValues,
  staff: StaffUser,
): FindOptionsWhere<object> {
  const where: Record<string, unknown> = {};
  const visible = admin.fieldsFor(staff);
  for (const [name, value] of Object.entries(values)) {
    const field = admin.filters.find((candidate) => candidate.name === name);
    if (!field || !visible.includes(field))
      throw new InvalidInputError({ [name]: ['The list cannot be filtered by this.'] });
    try {
      const operator = condition(field, value);
      if (operator) where[name] = operator;
    } catch (error) {
      if (error instanceof ValueError) throw new InvalidInputError({ [name]: [error.message] });
      throw error;
    }
  }
  return where as FindOptionsWhere<object>;
}
