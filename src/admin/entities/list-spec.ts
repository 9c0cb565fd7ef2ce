import type { AnyListSpec, ListFilter } from '../../core/lists/list-spec.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import { listingOf } from './entity-listing.js';
import type { FilterValue } from './list-filter-values.js';
import { specFilters } from './list-filter.js';
import { type ListColumn, namingOf } from './list-column.js';
import type { RowCondition } from './row-condition.js';

export type EntitySpec = AnyListSpec<Record<string, unknown>>;

/** Tables that statistics take for larger are not counted for their list's title. */
const ESTIMATE_ABOVE = 100_000;

/** What is filtered is counted up to here. */
const COUNT_LIMIT = 10_000;

/** Fields of a page's rows: the parts of the key, the cells, and the titles of what those refer to. */
export const keyPart = (index: number): string => `key${index}`;
export const cellAt = (index: number): string => `cell${index}`;
export const titleAt = (index: number): string => `title${index}`;

const specs = new WeakMap<EntityAdmin, Map<string, EntitySpec>>();

/** The page of a list as this person may see it. */
export function pageSpec(admin: EntityAdmin, staff: StaffUser, columns: readonly ListColumn[]): EntitySpec {
  const entries: [string, EntitySpec['columns'][string]][] = admin.keys.map(({ name }, index) => [
    keyPart(index),
    name,
  ]);
  for (const [index, column] of columns.entries()) {
    entries.push([cellAt(index), column.source]);
    const titlePath = column.reference?.titlePath;
    if (titlePath && namingOf(column, staff) === 'by join') entries.push([titleAt(index), titlePath]);
  }
  const shown = entries.map(([name, source]) => (typeof source === 'string' ? source : name));
  return specOf(admin, staff, ['page', ...shown], () => Object.fromEntries(entries));
}

/** Fields of rows by their own names. */
export function fieldsSpec(admin: EntityAdmin, staff: StaffUser, names: readonly string[]): EntitySpec {
  const distinct = [...new Set([...admin.keys.map(({ name }) => name), ...names])];
  return specOf(admin, staff, ['fields', ...distinct], () =>
    Object.fromEntries(distinct.map((name) => [name, name])),
  );
}

/** The values of the filters that keep this person to the rows they may know of; part of every read. */
export function ruleValues(admin: EntityAdmin, staff: StaffUser): FilterValue[] {
  return admin.rowsFor(staff).map(({ value }, index) => ({ name: `rule~${index}`, value }));
}

/** What a spec orders by when a list is sorted by a column: a reference by what it is called, where that is known. */
export function orderingOf(column: ListColumn, staff: StaffUser): string {
  return namingOf(column, staff) === 'by join' ? `${column.name}~title` : column.name;
}

/** Specs are kept, since connections keep the statements of each prepared; few differ, by what people may see. */
function specOf(
  admin: EntityAdmin,
  staff: StaffUser,
  shown: readonly string[],
  columns: () => EntitySpec['columns'],
): EntitySpec {
  const search = listingOf(admin)
    .searchFor(staff)
    .map(({ path }) => path);
  const rules = admin.rowsFor(staff);
  const signature = JSON.stringify([shown, search, rules.map(({ column, is }) => [column, is])]);
  const known = specs.get(admin) ?? new Map<string, EntitySpec>();
  specs.set(admin, known);
  let spec = known.get(signature);
  if (!spec) {
    spec = {
      name: admin.id,
      entity: admin.metadata.target,
      columns: columns(),
      owner: null,
      filters: { ...specFilters([...listingOf(admin).filters.values()]), ...ruleFilters(rules) },
      search,
      orderings: orderings(admin),
      defaultOrdering: '',
      count: { estimateAbove: ESTIMATE_ABOVE, upTo: COUNT_LIMIT },
    };
    known.set(signature, spec);
  }
  return spec;
}

function ruleFilters(rules: readonly RowCondition[]): Record<string, ListFilter> {
  const filters = rules.map(({ column, is }, index): [string, ListFilter] => [
    `rule~${index}`,
    { column, is: is === 'in' ? 'any' : is },
  ]);
  return Object.fromEntries(filters);
}

function orderings(admin: EntityAdmin): EntitySpec['orderings'] {
  const declared = admin.ordering.map(({ field }): [string, string] => [field.name, field.name]);
  const columns = listingOf(admin).columns.flatMap(({ name, source, reference }) => [
    [name, source] as const,
    ...(reference?.titlePath ? [[`${name}~title`, reference.titlePath] as const] : []),
  ]);
  return Object.fromEntries([...declared, ...columns]);
}
