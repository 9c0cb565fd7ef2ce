import type { EntityField } from './entity-field.js';
import type { EntityLink } from './entity-link.js';
import type { Fieldset } from '../options/form-options.js';

/** A part of a form, its names resolved. */
export interface FormSection {
  title: string | null;
  tab: string | null;
  help: string | null;
  collapsed: boolean;
  fields: readonly EntityField[];
  links: readonly EntityLink[];
}

const section = (given: Partial<FormSection>): FormSection => ({
  ...{ title: null, tab: null, help: null, collapsed: false, fields: [], links: [] },
  ...given,
});

/** What people edit first, then what the service keeps by itself. */
export function defaultLayout(fields: readonly EntityField[], links: readonly EntityLink[]): FormSection[] {
  const shown = fields.filter((field) => field.kind !== 'binary' && !field.isVersion);
  const isEdited = (field: EntityField): boolean => field.insertable || field.updatable;
  const kept = shown.filter((field) => !isEdited(field));
  return [
    section({ fields: shown.filter(isEdited), links }),
    ...(kept.length > 0 ? [section({ title: 'Record', fields: kept })] : []),
  ];
}

/**
 * The declared parts of a form, each field and link in one of them at most.
 * @param refuse stops the boot
 */
export function declaredLayout(
  fieldsets: readonly Fieldset<Record<string, unknown>>[],
  fieldNamed: (name: string) => EntityField,
  links: readonly EntityLink[],
  refuse: (problem: string) => never,
): FormSection[] {
  const placed = new Set<string>();
  const once = (name: string): void => {
    if (placed.has(name)) refuse(`"${name}" is in its fieldsets twice.`);
    placed.add(name);
  };
  const linkNamed = (name: string): EntityLink =>
    links.find((link) => link.name === name) ??
    refuse(`a fieldset names the link "${name}", which it does not declare.`);
  const sections = fieldsets.map(({ fields = [], links: names = [], ...texts }) =>
    section({
      title: texts.title ?? null,
      tab: texts.tab ?? null,
      help: texts.help ?? null,
      collapsed: texts.collapsed ?? false,
      fields: fields.map(fieldNamed),
      links: names.map(linkNamed),
    }),
  );
  for (const { fields, links: named } of sections) for (const { name } of [...fields, ...named]) once(name);
  return sections;
}
