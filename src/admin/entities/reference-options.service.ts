import { Injectable } from '@nestjs/common';
import { type FindOptionsOrder, type FindOptionsSelect, type FindOptionsWhere, In, Raw } from 'typeorm';
import { Transactions } from '../../core/database/transactions.service.js';
import { InvalidInputError } from '../../core/http/app-error.js';
import type { StaffUser } from '../staff-authenticator.js';
import { isDataException } from './database-errors.js';
import type { EntityAdmin } from './entity-admin.js';
import { contains } from './entity-filters.js';
import type { Option, OptionPage } from '../answers/form.answer.js';
import { keyOf, whereKey } from './record-key.js';
import { withRows } from './row-condition.js';

const PAGE_SIZE = 20;
/** Whoever has not found it by then types a word more. */
const MAX_PAGE = 100;
const MAX_WORDS = 10;

/** Rows for pickers, and the titles of rows that others refer to: only of those that somebody may see. */
@Injectable()
export class ReferenceOptions {
  constructor(private readonly transactions: Transactions) {}

  /**
   * A page of the rows in which every word stands in one of the searched fields, in the entity's own order; those
   * whose key is the text come first. Every row where the text is empty.
   */
  async search(admin: EntityAdmin, staff: StaffUser, text: string, page: number): Promise<OptionPage> {
    const words = text.split(/\s+/).filter(Boolean);
    if (words.length > MAX_WORDS)
      throw new InvalidInputError({ query: [`Give at most ${MAX_WORDS} words.`] });
    const exact = page === 1 && words.length === 1 ? await this.named(admin, [words[0]!], staff) : [];
    const where = this.whereWords(admin, staff, words);
    if (!where) return { options: exact, nextPage: null };
    const skip = (page - 1) * PAGE_SIZE;
    const rows = await this.find(admin, staff, where, { skip, take: PAGE_SIZE + 1 });
    const found = rows.slice(0, PAGE_SIZE).filter((row) => !exact.some((option) => option.key === row.key));
    const hasMore = rows.length > PAGE_SIZE && page < MAX_PAGE;
    return { options: [...exact, ...found], nextPage: hasMore ? page + 1 : null };
  }

  /** The rows with these keys, in the order given; without those that are not there for this person. */
  async named(admin: EntityAdmin, keys: readonly string[], staff: StaffUser): Promise<Option[]> {
    const conditions = keys.map((key) => whereKey(admin, key)).filter((condition) => condition !== null);
    if (conditions.length === 0) return [];
    const [only, ...others] = admin.keys;
    const name = only!.name;
    const wanted = conditions.map((condition) => (condition as Record<string, unknown>)[name]);
    const where = others.length > 0 ? conditions : [{ [name]: In(wanted) }];
    const found = new Map((await this.find(admin, staff, where, {})).map((option) => [option.key, option]));
    return keys.map((key) => found.get(key)).filter((option) => option !== undefined);
  }

  /** Null where there are words but nothing to look for them in. */
  private whereWords(
    admin: EntityAdmin,
    staff: StaffUser,
    words: readonly string[],
  ): FindOptionsWhere<object>[] | null {
    if (words.length === 0) return [{}];
    const visible = admin.fieldsFor(staff);
    const fields = admin.search.filter((field) => field.kind !== 'binary' && visible.includes(field));
    if (fields.length === 0) return null;
    // One Raw carries the whole condition, by the expression that the trigram indexes are made of.
    const parameters = Object.fromEntries(words.map((word, index) => [`word${index}`, contains(word)]));
    const condition = (column: string): string => {
      const alias = column.slice(0, column.lastIndexOf('.'));
      const matches = (index: number) =>
        fields.map((field) => `CAST(${alias}.${field.name} AS text) ILIKE :word${index}`).join(' OR ');
      return words.map((_, index) => `(${matches(index)})`).join(' AND ');
    };
    return [{ [fields[0]!.name]: Raw(condition, parameters) }];
  }

  private async find(
    admin: EntityAdmin,
    staff: StaffUser,
    where: readonly FindOptionsWhere<object>[],
    range: { skip?: number; take?: number },
  ): Promise<Option[]> {
    const names = [...admin.keys, admin.title].map((field) => field.name);
    const rules = admin.rowsFor(staff);
    try {
      const rows = await this.transactions.repository<object>(admin.metadata.target).find({
        ...range,
        where: where.map((condition) => withRows(condition, rules)),
        order: this.order(admin, staff),
        select: Object.fromEntries(names.map((name) => [name, true])) as FindOptionsSelect<object>,
        loadEagerRelations: false,
      });
      return rows.map((row) => ({ key: keyOf(admin, row), title: this.titleOf(admin, staff, row) }));
    } catch (error) {
      throw isDataException(error) ? new InvalidInputError({}, 'A value does not fit its column.') : error;
    }
  }

  private titleOf(admin: EntityAdmin, staff: StaffUser, row: object): string {
    return admin.fieldsFor(staff).includes(admin.title) ? admin.titleOf(row) : `#${keyOf(admin, row)}`;
  }

  private order(admin: EntityAdmin, staff: StaffUser): FindOptionsOrder<object> {
    const visible = admin.fieldsFor(staff);
    const order: Record<string, 'ASC' | 'DESC'> = {};
    for (const { field, descending } of admin.ordering)
      if (visible.includes(field)) order[field.name] = descending ? 'DESC' : 'ASC';
    for (const key of admin.keys) order[key.name] ??= Object.values(order)[0] ?? 'ASC';
    return order as FindOptionsOrder<object>;
  }
}
