import type { StaffUser } from './staff-authenticator.js';

/** A TypeORM entity class. */
export type EntityClass<E extends object = object> = new (...args: never[]) => E;

/** Names of an entity's columns and relations, as the compiler knows them. */
export type FieldOf<E> = {
  [K in keyof E & string]: E[K] extends (...args: never[]) => unknown ? never : K;
}[keyof E & string];

/**
 * How an entity appears in the admin; whatever is left out gets a default made from its columns. A relation is
 * named by itself (`plan`) or by its column (`planId`). Names are checked by the compiler, and again at start.
 */
export interface AdminOptions<E> {
  /** Columns of the list, in order. */
  list?: readonly FieldOf<E>[];
  /** Fields the list can be filtered by; any other is refused. */
  filters?: readonly FieldOf<E>[];
  /** Text fields that reference pickers search; every word must match one of them. */
  search?: readonly FieldOf<E>[];
  /** The field a row is called by elsewhere. */
  title?: FieldOf<E>;
  /** Default order; a leading `-` means descending. */
  ordering?: readonly (FieldOf<E> | `-${FieldOf<E>}`)[];
  /** Shown, never written, whatever a client posts. */
  readonly?: readonly FieldOf<E>[];
  /** What nobody may do here, a superuser included: `{ add: false, change: false, delete: false }` is view-only. */
  permissions?: { readonly add?: false; readonly change?: false; readonly delete?: false };
  /** Nothing of the entity is there for other staff, whatever their permissions: what tells or grants too much. */
  superusersOnly?: true;
  /** Whether this person may change or delete this row; its secrets are not loaded. Everyone with the ability may when absent. */
  guard?(row: E, staff: StaffUser): boolean;
}

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
