import { Injectable } from '@nestjs/common';
import type { FindOptionsOrder, FindOptionsSelect } from 'typeorm';
import { Transactions } from '../../core/database/transactions.service.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityInline } from './entity-inline.js';
import type { Row } from './entity-reader.js';
import { withRows } from './row-condition.js';

/** A form shows so many rows of an inline; whoever has more edits them in their own list. */
export const MAX_INLINE_ROWS = 100;

/** Reads the rows that stand in a form. */
@Injectable()
export class InlineRows {
  constructor(private readonly transactions: Transactions) {}

  /** The first rows that belong to this one and that this person may know of, in their own order; one more than `MAX_INLINE_ROWS` at most. */
  async of(inline: EntityInline, parentKey: string, staff: StaffUser): Promise<Row[]> {
    const { admin, by } = inline;
    const visible = admin.fieldsFor(staff).filter(({ kind }) => kind !== 'binary');
    const declared = admin.ordering.filter(({ field }) => visible.includes(field));
    const keys = admin.keys.filter((key) => !declared.some(({ field }) => field === key));
    const order = [...declared, ...keys.map((field) => ({ field, descending: false }))];
    const names = visible.map(({ name }) => name);
    const rows = await this.transactions.manager.find<object>(admin.metadata.target, {
      select: Object.fromEntries(names.map((name) => [name, true])) as FindOptionsSelect<object>,
      where: withRows({ [by.name]: by.parse(parentKey) }, admin.rowsFor(staff)),
      order: Object.fromEntries(
        order.map(({ field, descending }) => [field.name, descending ? 'DESC' : 'ASC']),
      ) as FindOptionsOrder<object>,
      take: MAX_INLINE_ROWS + 1,
      loadEagerRelations: false,
    });
    return rows as Row[];
  }
}
