import type { AccessOptions } from './options/access-options.js';
import type { ActionOptions } from './options/action-options.js';
import type { FormOptions } from './options/form-options.js';
import type { ListOptions } from './options/list-options.js';

/** A TypeORM entity class. */
export type EntityClass<E extends object = object> = new (...args: never[]) => E;

/**
 * How an entity appears in the admin; whatever is left out gets a default made from its columns. A relation is
 * named by itself (`plan`) or by its column (`planId`). Names are checked by the compiler, and again at start.
 */
export interface AdminOptions<E> extends ListOptions<E>, FormOptions<E>, AccessOptions<E>, ActionOptions {}

/** Options of an entity whose type is no longer known. */
export type AnyAdminOptions = AdminOptions<Record<string, unknown>>;

/** A declaration made by `ModelAdmin`. */
export interface ModelAdminClass {
  new (): object;
  readonly entity: EntityClass;
  readonly options: AnyAdminOptions;
}

/**
 * Base class of an entity's admin:
 * `export class PlanAdmin extends ModelAdmin(Plan, { list: ['name', 'order'], search: ['name'] }) {}`
 */
export function ModelAdmin<E extends object>(
  entity: EntityClass<E>,
  options: AdminOptions<E> = {},
): ModelAdminClass {
  return class {
    static readonly entity: EntityClass = entity;
    static readonly options = options as AnyAdminOptions;
  };
}

/** An entity that must only be looked at: append-only tables and the platform's own bookkeeping. */
export const VIEW_ONLY = { add: false, change: false, delete: false } as const;
