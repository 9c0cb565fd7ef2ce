import { Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError } from 'typeorm';
import { InvalidInputError } from '../../core/http/app-error.js';
import type { Count, Extremes, PeriodsQuestion } from '../../core/lists/compiled-list.js';
import type { ListChoice } from '../../core/lists/list-shape.js';
import { Lists } from '../../core/lists/lists.service.js';
import type { OptionPage } from '../answers/form.answer.js';
import type { StaffUser } from '../staff-authenticator.js';
import { isDataException } from './database-errors.js';
import type { EntityAdmin } from './entity-admin.js';
import { listingOf } from './entity-listing.js';
import type { EntityField } from './entity-field.js';
import type { ListColumn } from './list-column.js';
import { declaredOrder, type EntityListRequest } from './list-query.js';
import { cellAt, fieldsSpec, keyPart, pageSpec, ruleValues, titleAt } from './list-spec.js';
import { keyOf, keyValues } from './record-key.js';

export type Row = Record<string, unknown>;

/** A row of a list: its key, and per column its value with the title of what it refers to. */
export interface ListedRow {
  key: string;
  cells: { value: unknown; title: string | null }[];
}

export interface ListedPage {
  rows: ListedRow[];
  count: Count;
  page: number;
}

const OPTIONS_PER_PAGE = 25;

/** Trigram indexes find fewer letters only where a word begins; anywhere, every row would be read. */
const TRIGRAM = 3;

/** Looked for where a word begins only, unless a longer word is looked for as well; signs begin no word. */
const isShort = (word: string): boolean => [...word].length < TRIGRAM && /[\p{L}\p{N}]/u.test(word);

/** A value looked for that its column cannot hold, as the caller's mistake. */
const refuseUnfit = (error: unknown): never => {
  throw isDataException(error) ? new InvalidInputError({}, 'A value does not fit its column.') : error;
};

/** Reads rows for the admin: what this person may see of the rows they may know of, and never a secret. */
@Injectable()
export class EntityReader {
  constructor(
    private readonly lists: Lists,
    private readonly dataSource: DataSource,
  ) {}

  /** A page with these columns; beyond the end, the last one. */
  async page(
    admin: EntityAdmin,
    request: EntityListRequest,
    columns: readonly ListColumn[],
    staff: StaffUser,
  ): Promise<ListedPage> {
    const spec = pageSpec(admin, staff, columns);
    const asked = { ...request, ...this.withRules(admin, staff, request) };
    const { rows, count, page } = await this.lists.numberedPage(spec, null, asked).catch(refuseUnfit);
    return { rows: rows.map((row) => this.listed(admin, columns, row)), count, page };
  }

  /** The rows of all pages one by one, each with what stands in these columns. */
  async *all(
    admin: EntityAdmin,
    request: Pick<EntityListRequest, 'filters' | 'words' | 'order'>,
    columns: readonly ListColumn[],
    staff: StaffUser,
  ): AsyncGenerator<unknown[], void, undefined> {
    const spec = pageSpec(admin, staff, columns);
    const asked = { order: request.order, ...this.withRules(admin, staff, request) };
    try {
      for await (const row of this.lists.all(spec, null, asked))
        yield this.listed(admin, columns, row).cells.map(({ value }) => value);
    } catch (error) {
      refuseUnfit(error);
    }
  }

  /** The keys of the rows on all pages of a list, at most `limit`. */
  async keys(admin: EntityAdmin, choice: ListChoice, limit: number, staff: StaffUser): Promise<string[]> {
    const spec = fieldsSpec(admin, staff, []);
    const asked = this.withRules(admin, staff, choice);
    const keys = await this.lists.keys(spec, null, asked, limit).catch(refuseUnfit);
    return keys.map((values) =>
      keyOf(admin, Object.fromEntries(admin.keys.map(({ name }, index) => [name, values[index]]))),
    );
  }

  /** All of the row that this person may see; null where there is none with this key. */
  async one(admin: EntityAdmin, key: string, staff: StaffUser): Promise<Row | null> {
    const [row] = await this.many(admin, [key], staff, admin.fieldsFor(staff));
    return row ?? null;
  }

  /** The rows with these keys, each with its key, its title and these fields; in no order. */
  async many(
    admin: EntityAdmin,
    keys: readonly string[],
    staff: StaffUser,
    fields: readonly EntityField[] = [],
  ): Promise<Row[]> {
    const known = keys.map((key) => keyValues(admin, key)).filter((values) => values !== null);
    if (known.length === 0) return [];
    const visible = admin.fieldsFor(staff);
    const wanted = [admin.title, ...fields].filter((field) => visible.includes(field));
    const read = [...new Set([...admin.keys, ...wanted])].filter((field) => field.kind !== 'binary');
    const spec = fieldsSpec(
      admin,
      staff,
      read.map(({ name }) => name),
    );
    const choice = this.withRules(admin, staff, { filters: [], words: [] });
    try {
      const rows = await this.lists.known(spec, null, known, choice);
      return rows.map((row) => this.hydrate(read, row));
    } catch (error) {
      // A key its column cannot hold is no row's.
      if (error instanceof QueryFailedError && isDataException(error)) return [];
      throw error;
    }
  }

  /** What rows are called, by key; only of those that this person may view. */
  async titles(admin: EntityAdmin, keys: readonly string[], staff: StaffUser): Promise<Map<string, string>> {
    if (keys.length === 0 || !admin.allows(staff, 'view')) return new Map();
    const rows = await this.many(admin, keys, staff);
    return new Map(rows.map((row) => [keyOf(admin, row), admin.titleOf(row)]));
  }

  /**
   * Rows for a picker: every word of the text stands in one of the searched fields, or the text is the key.
   * @param page from 1.
   */
  async search(admin: EntityAdmin, text: string, staff: StaffUser, page = 1): Promise<OptionPage> {
    const words = text.split(/\s+/).filter(Boolean);
    const byKey =
      words.length === 1 ? await this.titles(admin, [words[0]!], staff) : new Map<string, string>();
    const options = page === 1 ? [...byKey].map(([key, title]) => ({ key, title })) : [];
    if (words.length > 0 && listingOf(admin).searchFor(staff).length === 0)
      return { options, nextPage: null };
    const visible = admin.fieldsFor(staff);
    const read = [...new Set([...admin.keys, admin.title])].filter((field) => visible.includes(field));
    const names = read.map(({ name }) => name);
    const asked = {
      ...this.withRules(admin, staff, { filters: [], words }),
      order: declaredOrder(admin, staff),
      page,
      pageSize: OPTIONS_PER_PAGE,
    };
    const found = await this.lists
      .numberedPage(fieldsSpec(admin, staff, names), null, asked)
      .catch(refuseUnfit);
    if (found.page !== page) return { options, nextPage: null };
    for (const raw of found.rows) {
      const row = this.hydrate(read, raw);
      const key = keyOf(admin, row);
      if (!byKey.has(key)) options.push({ key, title: admin.titleOf(row) });
    }
    return { options, nextPage: found.rows.length === OPTIONS_PER_PAGE ? page + 1 : null };
  }

  /** The places of those periods in which what a filter is about lies for some row of the choice. */
  periods(
    admin: EntityAdmin,
    choice: ListChoice,
    question: PeriodsQuestion,
    staff: StaffUser,
  ): Promise<number[]> {
    const spec = fieldsSpec(admin, staff, []);
    return this.lists.periods(spec, null, this.withRules(admin, staff, choice), question).catch(refuseUnfit);
  }

  /** The least and the greatest of what a filter is about; null where there is none. */
  extremes(
    admin: EntityAdmin,
    choice: ListChoice,
    filter: string,
    staff: StaffUser,
  ): Promise<Extremes | null> {
    const spec = fieldsSpec(admin, staff, []);
    return this.lists.extremes(spec, null, this.withRules(admin, staff, choice), filter).catch(refuseUnfit);
  }

  private withRules(admin: EntityAdmin, staff: StaffUser, { filters, words }: ListChoice): ListChoice {
    const atWordStarts = words.length > 0 && words.every(isShort);
    return { filters: [...filters, ...ruleValues(admin, staff)], words, atWordStarts };
  }

  private listed(admin: EntityAdmin, columns: readonly ListColumn[], row: Row): ListedRow {
    const keys = Object.fromEntries(
      admin.keys.map((field, index) => [field.name, this.value(field, row[keyPart(index)])]),
    );
    const cells = columns.map(({ field, reference }, index) => {
      const value = field ? this.value(field, row[cellAt(index)]) : row[cellAt(index)];
      const title = row[titleAt(index)];
      if (!reference || title === undefined || value === null) return { value, title: null };
      const { title: titleField, keys: targetKeys } = reference.admin;
      const shown = { [targetKeys[0]!.name]: value, [titleField.name]: this.value(titleField, title) };
      return { value, title: reference.admin.titleOf(shown) };
    });
    return { key: keyOf(admin, keys), cells };
  }

  private hydrate(fields: readonly EntityField[], row: Row): Row {
    return Object.fromEntries(fields.map((field) => [field.name, this.value(field, row[field.name])]));
  }

  /** A column's value as TypeORM gives it to entities. */
  private value({ column }: EntityField, value: unknown): unknown {
    return this.dataSource.driver.prepareHydratedValue(value, column) as unknown;
  }
}
