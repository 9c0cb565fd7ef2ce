import { Injectable } from '@nestjs/common';
import type { FormInline, FormInlineRow } from '../../answers/form.answer.js';
import type { EntityAdmin } from '../../entities/entity-admin.js';
import { type EntityInline, inlinesOf } from '../../entities/entity-inline.js';
import type { Row } from '../../entities/entity-reader.js';
import { InlineRows, MAX_INLINE_ROWS } from '../../entities/inline-rows.service.js';
import { keyOf } from '../../entities/record-key.js';
import { ReferenceOptions } from '../../entities/reference-options.service.js';
import { versionOf } from '../../entities/row-version.js';
import type { StaffUser } from '../../staff-authenticator.js';
import { pluralLabel, singularLabel } from '../labels.js';
import { type FormPurpose, formFields } from './form-fields.js';

/** Makes the tables of rows that stand in a form: what this person may see of them, and what may be written. */
@Injectable()
export class InlineForms {
  constructor(
    private readonly rows: InlineRows,
    private readonly options: ReferenceOptions,
  ) {}

  /** @param key of the form's row; null in the form of a new one */
  async of(
    parent: EntityAdmin,
    key: string | null,
    staff: StaffUser,
    purpose: FormPurpose,
  ): Promise<FormInline[]> {
    const inlines: FormInline[] = [];
    for (const inline of inlinesOf(parent).filter(({ admin }) => admin.allows(staff, 'view'))) {
      const found = key === null ? [] : await this.rows.of(inline, key, staff);
      const hasMore = found.length > MAX_INLINE_ROWS;
      const shown = found.slice(0, MAX_INLINE_ROWS);
      const isOpen = purpose !== 'show' && !hasMore;
      const table = this.table(inline, staff, isOpen);
      if (purpose === 'new' && table.settable.length === 0) continue;
      const rows = await Promise.all(shown.map((row) => this.row(inline, row, staff, isOpen)));
      inlines.push({ ...table, rows, hasMore });
    }
    return inlines;
  }

  private table(
    inline: EntityInline,
    staff: StaffUser,
    isOpen: boolean,
  ): Omit<FormInline, 'rows' | 'hasMore'> {
    const { admin, name, by } = inline;
    const own = inline.fieldsFor(staff);
    const inOrder = (purpose: FormPurpose) => {
      const known = formFields(admin, staff, purpose);
      return own.flatMap((field) => known.filter((candidate) => candidate.name === field.name));
    };
    const mayAdd = isOpen && admin.allows(staff, 'add') && admin.writableFor(staff).includes(by);
    return {
      ...{ name, label: singularLabel(admin.id), pluralLabel: pluralLabel(admin.id) },
      fields: inOrder(isOpen && admin.allows(staff, 'change') ? 'edit' : 'show'),
      settable: mayAdd ? inOrder('new').map((field) => field.name) : [],
      initial: Object.fromEntries(own.map((field) => [field.name, field.initial])),
    };
  }

  private async row(
    inline: EntityInline,
    row: Row,
    staff: StaffUser,
    isOpen: boolean,
  ): Promise<FormInlineRow> {
    const { admin } = inline;
    const own = inline.fieldsFor(staff);
    const isMine = isOpen && admin.allowsWriting(staff, row);
    return {
      ...{ key: keyOf(admin, row), title: admin.titleOf(row), version: versionOf(admin, row, staff) },
      values: Object.fromEntries(own.map((field) => [field.name, field.show(row[field.name])])),
      titles: await this.options.titlesOf(admin, own, row, staff),
      may: {
        change: isMine && admin.allows(staff, 'change'),
        delete: isMine && admin.allows(staff, 'delete'),
      },
    };
  }
}
