import type { InlineDeclaration } from '../options/inline-options.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import type { EntityField } from './entity-field.js';

/** Under this name the rows of all inlines are posted with a form. */
export const INLINES = 'inlines';

const inlines = new WeakMap<EntityAdmin, EntityInline[]>();

/** The rows that stand in an entity's form, in order. */
export function inlinesOf(admin: EntityAdmin): readonly EntityInline[] {
  return inlines.get(admin) ?? [];
}

/** Takes rows of another entity into a form; once all of them are known. @throws AdminDeclarationError */
export function addInline(parent: EntityAdmin, declaration: InlineDeclaration): void {
  const inline = new EntityInline(parent, declaration);
  const others = inlinesOf(parent);
  if (others.some(({ name }) => name === inline.name))
    parent.refuse(`${inline.name} stands in its form twice.`);
  inlines.set(parent, [...others, inline]);
}

/** Rows of an entity in the form of what they belong to, resolved against the columns of both. */
export class EntityInline {
  /** The rows' own admin, whose rules hold here too. */
  readonly admin: EntityAdmin;
  /** What of a row refers to what it belongs to. */
  readonly by: EntityField;
  readonly fields: readonly EntityField[];

  /** @throws AdminDeclarationError in the name of `parent` */
  constructor(parent: EntityAdmin, { entity, options }: InlineDeclaration) {
    const refuse = (problem: string): never => parent.refuse(`the inline ${entity.name}: ${problem}`);
    const admin = [...parent.siblings.values()].find(({ metadata }) => metadata.target === entity);
    this.admin = admin ?? refuse('it is not an entity of this data source.');
    this.by = this.reference(parent, options.by, refuse);
    this.fields = options.fields.map((name) => this.admin.fieldNamed(name));
    if (this.fields.includes(this.by)) refuse(`"${this.by.name}" is what the form itself says.`);
    if (parent.fields.has(INLINES)) refuse(`a form with a field "${INLINES}" can have none.`);
    this.refuseUnreachable(refuse);
  }

  /** Name in forms and their errors: the rows' table. */
  get name(): string {
    return this.admin.id;
  }

  /** The columns that this person may see. */
  fieldsFor(staff: StaffUser): EntityField[] {
    const visible = this.admin.fieldsFor(staff);
    return this.fields.filter((field) => visible.includes(field));
  }

  private reference(
    parent: EntityAdmin,
    by: string | undefined,
    refuse: (problem: string) => never,
  ): EntityField {
    if (parent.keys.length !== 1) refuse(`${parent.id} has a key of several columns.`);
    const [key] = parent.keys;
    const pointers = [...this.admin.fields.values()].filter(
      ({ column }) => column.referencedColumn === key!.column,
    );
    const pointer = by === undefined ? pointers[0] : this.admin.fieldNamed(by);
    if (!pointer || !pointers.includes(pointer))
      return refuse(`it has no ${by === undefined ? 'relation' : `"${by}"`} to ${parent.id}.`);
    if (by === undefined && pointers.length > 1)
      refuse(`say by which of ${pointers.map(({ name }) => name).join(', ')}.`);
    return pointer;
  }

  /** A new row that lacks what must be given could never be saved. */
  private refuseUnreachable(refuse: (problem: string) => never): void {
    if (this.admin.options.permissions?.add === false) return;
    if (!this.by.insertable) refuse(`"${this.by.name}" cannot be written, and so no row be added.`);
    const given = [this.by, ...this.fields];
    const missing = [...this.admin.fields.values()].find((field) => field.required && !given.includes(field));
    if (missing) refuse(`"${missing.name}" is required and not among its fields.`);
  }
}
