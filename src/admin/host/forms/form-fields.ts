import type { EntityAdmin } from '../../entities/entity-admin.js';
import type { EntityField } from '../../entities/entity-field.js';
import type { FormField, FormPart } from '../../answers/form.answer.js';
import { linkTarget, mayChoose } from '../../entities/link-access.js';
import type { StaffUser } from '../../staff-authenticator.js';

/** What a form page is for. */
export type FormPurpose = 'new' | 'edit' | 'show';

/** The entity a field refers to, if this person may view that. */
export function viewableTarget(admin: EntityAdmin, field: EntityField, staff: StaffUser): EntityAdmin | null {
  const target = field.references && admin.siblings.get(field.references);
  return target && target.allows(staff, 'view') ? target : null;
}

/** Whether a field has its place in the entity's form. */
export function isInForm(admin: EntityAdmin, field: EntityField): boolean {
  return field.kind !== 'binary' && admin.sections.some((section) => section.fields.includes(field));
}

const isWritable = (
  admin: EntityAdmin,
  field: EntityField,
  staff: StaffUser,
  purpose: FormPurpose,
): boolean => {
  if (purpose === 'show' || !admin.writableFor(staff).includes(field)) return false;
  // Nobody can choose among rows that they may not view.
  if (field.references && !viewableTarget(admin, field, staff)) return false;
  return purpose === 'new' ? field.insertable : field.updatable;
};

/** The fields of a form as this person may see them; the form of a new row has only those that can be set. */
export function formFields(admin: EntityAdmin, staff: StaffUser, purpose: FormPurpose): FormField[] {
  const shown = admin.fieldsFor(staff).filter((field) => isInForm(admin, field));
  const fields = shown.map((field) => ({
    ...{ name: field.name, label: field.label, kind: field.kind, help: field.help },
    ...{ required: field.required, nullable: field.nullable, isArray: field.isArray, choices: field.choices },
    ...{
      maxLength: field.rules.maxLength,
      min: field.rules.min,
      max: field.rules.max,
      scale: field.rules.scale,
    },
    isDocument: field.isDocument,
    references: viewableTarget(admin, field, staff)?.id ?? null,
    suggestions: [],
    writable: isWritable(admin, field, staff, purpose),
  }));
  return purpose === 'new' ? fields.filter((field) => field.writable) : fields;
}

/** The parts of a form, without the fields and links that are not there for this person. */
export function formParts(admin: EntityAdmin, staff: StaffUser, purpose: FormPurpose): FormPart[] {
  const names = new Set(formFields(admin, staff, purpose).map((field) => field.name));
  const parts = admin.sections.map(({ fields, links, ...texts }) => ({
    ...texts,
    fields: fields.map((field) => field.name).filter((name) => names.has(name)),
    links: links
      .filter((link) => (purpose === 'new' ? mayChoose(admin, link, staff) : linkTarget(admin, link, staff)))
      .map((link) => link.name),
  }));
  return parts.filter(({ fields, links }) => fields.length + links.length > 0);
}
