import { Injectable } from '@nestjs/common';
import type { Diff } from '../../core/audit/log-entry.entity.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import type { EntityField } from './entity-field.js';
import { EntityReader } from './entity-reader.js';
import type { FieldKind } from './field-kind.js';
import { mayReadTitles } from './link-access.js';
import { keyOf } from './record-key.js';

/** The change of a field or a link in words. */
export interface ChangeText {
  label: string;
  kind: FieldKind;
  before: string | null;
  after: string | null;
}

/** Puts the differences that the log keeps into words, as far as their reader may see the fields and what they refer to. */
@Injectable()
export class ChangeTexts {
  constructor(private readonly reader: EntityReader) {}

  async of(admin: EntityAdmin, diffs: readonly (Diff | null)[], staff: StaffUser): Promise<ChangeText[][]> {
    const fields = admin.fieldsFor(staff);
    const titles = await this.titles(admin, fields, diffs, staff);
    const text = (field: EntityField, value: unknown): string | null => {
      if (value === null || value === undefined) return null;
      const title = titles.get(field)?.get(String(value));
      return title ?? plainText(field, value);
    };
    const links = admin.links.filter((link) => mayReadTitles(admin, link, staff));
    return diffs.map((diff) => [
      ...fields
        .filter(({ name }) => diff?.[name] !== undefined)
        .map((field) => ({
          label: field.label,
          kind: field.kind,
          before: text(field, diff![field.name]!.before),
          after: text(field, diff![field.name]!.after),
        })),
      ...links
        .filter(({ name }) => diff?.[name] !== undefined)
        .map(({ name, label }) => ({
          ...{ label, kind: 'text' as const },
          before: chosenText(diff![name]!.before),
          after: chosenText(diff![name]!.after),
        })),
    ]);
  }

  /** What the rows are called that references pointed at; those that are gone or not to be seen keep their keys. */
  private async titles(
    admin: EntityAdmin,
    fields: readonly EntityField[],
    diffs: readonly (Diff | null)[],
    staff: StaffUser,
  ): Promise<Map<EntityField, Map<string, string>>> {
    const titles = new Map<EntityField, Map<string, string>>();
    for (const field of fields) {
      const target = field.references === null ? undefined : admin.siblings.get(field.references);
      const changes = diffs.map((diff) => diff?.[field.name]).filter((change) => change !== undefined);
      const values = changes.flatMap(({ before, after }) => [before, after]).filter((value) => value != null);
      if (!target?.allows(staff, 'view') || values.length === 0) continue;
      const rows = await this.reader.many(target, [...new Set(values.map(String))], staff);
      titles.set(field, new Map(rows.map((row) => [keyOf(target, row), target.titleOf(row)])));
    }
    return titles;
  }
}

/** What was chosen in a link, by titles. */
function chosenText(titles: unknown): string | null {
  return Array.isArray(titles) && titles.length > 0 ? titles.join(', ') : null;
}

function plainText(field: EntityField, value: unknown): string {
  if (field.kind === 'json') return JSON.stringify(value, null, 2);
  if (Array.isArray(value)) return value.map((item) => plainText(field, item)).join(', ');
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
