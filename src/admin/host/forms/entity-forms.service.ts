import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { AuditLog } from '../../../core/audit/audit-log.service.js';
import { NotFoundError } from '../../../core/http/app-error.js';
import type { EntityAdmin } from '../../entities/entity-admin.js';
import { EntityReader, type Row } from '../../entities/entity-reader.js';
import type { FormAnswer, FormLink, Option, SavedAnswer, StaleRow } from '../../answers/form.answer.js';
import { inSentence } from '../../answers/label-text.js';
import { LinkRows, MAX_CHOSEN } from '../../entities/link-rows.service.js';
import { ReferenceOptions } from '../../entities/reference-options.service.js';
import { versionOf } from '../../entities/row-version.js';
import { linkTarget, mayChoose } from '../../entities/link-access.js';
import type { StaffUser } from '../../staff-authenticator.js';
import { actionOffers } from '../actions/action-offers.js';
import { pluralLabel, singularLabel } from '../labels.js';
import { Suggestions } from './suggestions.service.js';
import { type FormPurpose, formFields, formParts, isInForm } from './form-fields.js';
import { InlineForms } from './inline-forms.service.js';

/** Makes the answers of form pages: what this person may see of a row, and what may be written. */
@Injectable()
export class EntityForms {
  constructor(
    private readonly reader: EntityReader,
    private readonly options: ReferenceOptions,
    private readonly linkRows: LinkRows,
    private readonly inlines: InlineForms,
    private readonly audit: AuditLog,
    private readonly suggestions: Suggestions,
  ) {}

  /** The form of a new row, with the defaults that are known beforehand. */
  async blank(admin: EntityAdmin, staff: StaffUser): Promise<FormAnswer> {
    const fields = this.suggestions.besides(admin, formFields(admin, staff, 'new'));
    const initial = admin.fieldsFor(staff).map((field) => [field.name, field.initial] as const);
    const names = new Set(fields.map(({ name }) => name));
    return {
      ...this.frame(admin, staff, 'new'),
      ...{
        key: null,
        title: `New ${inSentence(singularLabel(admin.id))}`,
        version: null,
        fields,
        titles: {},
      },
      values: Object.fromEntries(initial.filter(([name]) => names.has(name))),
      links: await this.links(admin, staff, null, 'new'),
      inlines: await this.inlines.of(admin, null, staff, 'new'),
      may: this.may(admin, staff, null),
      actions: [],
      site: null,
    };
  }

  /** A row in its form, or to look at. @throws NotFoundError when it is not there for this person. */
  async of(admin: EntityAdmin, key: string, staff: StaffUser, purpose: FormPurpose): Promise<FormAnswer> {
    const row = await this.row(admin, key, staff);
    const may = this.may(admin, staff, row);
    const actual = purpose === 'edit' && !may.change ? 'show' : purpose;
    return {
      ...this.frame(admin, staff, actual),
      ...{ key, title: admin.titleOf(row), version: versionOf(admin, row, staff), may },
      actions: admin.allowsWriting(staff, row) ? actionOffers(admin, staff) : [],
      site: siteOf(admin, key),
      fields: this.suggestions.besides(admin, formFields(admin, staff, actual)),
      values: this.values(admin, row, staff),
      titles: await this.titles(admin, row, staff),
      links: await this.links(admin, staff, key, actual),
      inlines: await this.inlines.of(admin, key, staff, actual),
    };
  }

  /** What is answered to a form that was saved. */
  async saved(
    admin: EntityAdmin,
    key: string,
    staff: StaffUser,
    done: 'created' | 'saved',
  ): Promise<SavedAnswer> {
    const [option] = await this.options.named(admin, [key], staff);
    const title = option?.title ?? `#${key}`;
    return { key, title, notice: { type: 'success', message: `“${title}” was ${done}.` } };
  }

  /** What a row is now, and who made it so. */
  async current(admin: EntityAdmin, key: string, staff: StaffUser): Promise<StaleRow> {
    const row = await this.row(admin, key, staff);
    const last = await this.audit.lastChange(admin.id, key);
    const links = await this.links(admin, staff, key, 'edit');
    const user = admin.siblings.get('user');
    const [actor] =
      last?.actorId && user ? await this.options.named(user, [String(last.actorId)], staff) : [];
    return {
      version: versionOf(admin, row, staff),
      by: actor?.title ?? null,
      at: last?.createdAt.toISOString() ?? null,
      values: this.values(admin, row, staff),
      titles: await this.titles(admin, row, staff),
      links: Object.fromEntries(links.map(({ name, chosen }) => [name, chosen])),
    };
  }

  private async row(admin: EntityAdmin, key: string, staff: StaffUser): Promise<Row> {
    const row = await this.reader.one(admin, key, staff);
    if (!row) throw new NotFoundError('It is not there (any more); someone may have deleted it.');
    return row;
  }

  private frame(
    admin: EntityAdmin,
    staff: StaffUser,
    purpose: FormPurpose,
  ): Pick<FormAnswer, 'entity' | 'token' | 'parts'> {
    const entity = { id: admin.id, label: singularLabel(admin.id), pluralLabel: pluralLabel(admin.id) };
    return { entity, token: randomUUID(), parts: formParts(admin, staff, purpose) };
  }

  private may(admin: EntityAdmin, staff: StaffUser, row: Row | null): FormAnswer['may'] {
    const isOpen = !row || admin.allowsWriting(staff, row);
    const [add, change, remove] = (['add', 'change', 'delete'] as const).map((it) => admin.allows(staff, it));
    return { add: add!, change: isOpen && change!, delete: isOpen && remove! };
  }

  private values(admin: EntityAdmin, row: Row, staff: StaffUser): Record<string, unknown> {
    const shown = admin.fieldsFor(staff).filter((field) => isInForm(admin, field));
    return Object.fromEntries(shown.map((field) => [field.name, field.show(row[field.name])]));
  }

  private titles(admin: EntityAdmin, row: Row, staff: StaffUser): Promise<Record<string, Option>> {
    const shown = admin.fieldsFor(staff).filter((field) => isInForm(admin, field));
    return this.options.titlesOf(admin, shown, row, staff);
  }

  private async links(
    admin: EntityAdmin,
    staff: StaffUser,
    key: string | null,
    purpose: FormPurpose,
  ): Promise<FormLink[]> {
    const links: FormLink[] = [];
    const placed = admin.sections.flatMap((section) => section.links);
    for (const link of admin.links.filter((candidate) => placed.includes(candidate))) {
      const target = linkTarget(admin, link, staff);
      const isWritable = purpose !== 'show' && mayChoose(admin, link, staff);
      if (!target || (purpose === 'new' && !isWritable)) continue;
      const chosen = key === null ? [] : await this.linkRows.chosen(link, target, key, staff);
      const { name, label, help } = link;
      const writable = isWritable && chosen.length <= MAX_CHOSEN;
      links.push({ name, label, help, target: target.id, writable, chosen });
    }
    return links;
  }
}

function siteOf({ options: { viewOnSite } }: EntityAdmin, key: string): FormAnswer['site'] {
  return viewOnSite ? { label: viewOnSite.label, path: viewOnSite.path(key) } : null;
}
