import type { FieldOf } from './field-of.js';

/** A TypeORM entity class. */
type EntityClass<E extends object = object> = new (...args: never[]) => E;

/** How rows stand in the form of what they belong to. */
export interface InlineOptions<E> {
  /** The entity whose form it is; only where the inline is registered by `AdminModule.forFeature`. */
  under?: EntityClass;
  /** The relation to that entity, where there are several. */
  by?: FieldOf<E>;
  /** Columns of the table, in order. */
  fields: readonly FieldOf<E>[];
}

/** A declaration made by `Inline`. */
export interface InlineDeclaration {
  readonly entity: EntityClass;
  readonly options: InlineOptions<Record<string, unknown>>;
}

/**
 * Rows of an entity as a table in the form of what they belong to, saved with it:
 * `inlines: [Inline(Price, { fields: ['interval', 'amount'] })]`
 */
export function Inline<E extends object>(
  entity: EntityClass<E>,
  options: InlineOptions<E>,
): InlineDeclaration {
  return { entity, options: options as InlineOptions<Record<string, unknown>> };
}
