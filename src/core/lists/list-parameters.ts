import type { Position } from './cursors.service.js';
import type { ListRequest } from './list-request.js';
import type { ListChoice, ListShape } from './list-shape.js';
import type { AnyListSpec, ListSpec } from './list-spec.js';

/** What of a request changes its statement. @param at where a keyset page begins; null for one by number. */
export function shapeOf(request: ListRequest, at: Position | 'start' | null): ListShape {
  const position = typeof at === 'object' ? at : null;
  return {
    order: [{ name: request.ordering, descending: request.descending !== (position?.backwards ?? false) }],
    filters: request.filters.map(({ name }) => name),
    words: request.words.length,
    after: position ? (position.key === null ? 'without' : 'value') : (at as 'start' | null),
  };
}

/** The values that choose the rows of all pages, in the order of the statement. */
export function valuesOf<Row extends object>(
  spec: AnyListSpec<Row>,
  owner: number | null,
  { filters, words, atWordStarts }: ListChoice,
): unknown[] {
  return [
    ...(spec.owner === null ? [] : [ownerOf(spec, owner)]),
    ...filters.map(({ name, value }) =>
      spec.filters[name]?.is === 'contains' ? patternOf(value as string) : value,
    ),
    ...words.map(atWordStarts ? beginningPatternOf : patternOf),
  ];
}

/** The values that say where a keyset page begins. */
export function keysOf(position: Position | null): string[] {
  if (!position) return [];
  return position.key === null ? [position.id] : [position.key, position.id];
}

/** What a cursor is good for, as text. */
export function useOf<Row extends object>(
  spec: ListSpec<Row>,
  owner: number | null,
  { ordering, descending, filters, words }: ListRequest,
): string {
  return JSON.stringify([spec.name, owner, ordering, descending, filters, words]);
}

/** @throws Error when nobody is named for a list that has owners: it must never show everybody's rows. */
export function ownerOf<Row extends object>(spec: AnyListSpec<Row>, owner: number | null): number {
  if (owner === null) throw new Error(`The list ${spec.name} is read for an owner`);
  return owner;
}

/** A LIKE pattern for text that contains this, letter by letter. */
function patternOf(text: string): string {
  return `%${beginningPatternOf(text)}`;
}

/** A LIKE pattern for text that begins with this. */
function beginningPatternOf(text: string): string {
  return `${text.replace(/[\\%_]/g, '\\$&')}%`;
}
