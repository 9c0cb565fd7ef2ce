import type { EntityField } from './entity-field.js';

const MAX_COLUMNS = 7;
const TITLES = [
  'name',
  'title',
  'username',
  'label',
  'subject',
  'email',
  'originalName',
  'position',
  'number',
  'key',
];

/** A column whose name says it is what people call the row, else the key. */
export function defaultTitle(fields: EntityField[], key: EntityField): EntityField {
  const byName = TITLES.map((name) => fields.find((field) => field.name === name));
  return byName.find((field) => field && !field.references && !field.isArray) ?? key;
}

const fitsInCell = (field: EntityField): boolean =>
  field.kind !== 'json' && field.kind !== 'binary' && !field.isArray && !field.isVersion;

/** The key and the title, then what fits into a cell in the entity's order, instants last. */
export function defaultList(fields: EntityField[], title: EntityField): EntityField[] {
  const first = fields.filter((field) => field.isKey || field === title);
  const rest = fields.filter((field) => !first.includes(field) && fitsInCell(field));
  const [facts, instants] = [false, true].map((last) =>
    rest.filter((field) => (field.kind === 'instant') === last),
  );
  return [...first, ...facts!, ...instants!].slice(0, MAX_COLUMNS);
}

/** What is searched, and choices, flags, references and instants: what filters best. */
export function defaultFilters(fields: EntityField[], searched: readonly EntityField[]): EntityField[] {
  return fields.filter(
    (field) =>
      searched.includes(field) ||
      field.choices !== null ||
      field.references !== null ||
      field.kind === 'boolean' ||
      field.kind === 'instant',
  );
}
