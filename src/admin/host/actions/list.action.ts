import { Injectable } from '@nestjs/common';
import type { EntityAdmin } from '../../entities/entity-admin.js';
import { listingOf } from '../../entities/entity-listing.js';
import { EntityReader, type ListedPage } from '../../entities/entity-reader.js';
import type { ColumnAnswer, FilterAnswer, ListAnswer } from '../../answers/list.answer.js';
import { cellKind, cellOf } from '../../entities/list-cell.js';
import { type ListColumn, namingOf } from '../../entities/list-column.js';
import type { FilterField } from '../../entities/list-filter.js';
import { type EntityListRequest, PAGE_SIZES, parseListQuery } from '../../entities/list-query.js';
import type { StaffUser } from '../../staff-authenticator.js';
import { pluralLabel } from '../labels.js';
import { actionOffers } from './action-offers.js';
import type { EntityAction, EntityPage, EntityRequest } from './entity-action.js';

/** The rows of an entity, page by page. */
@Injectable()
export class ListPage implements EntityPage {
  constructor(private readonly reader: EntityReader) {}

  async get({ admin, staff, query }: EntityRequest): Promise<ListAnswer> {
    const request = parseListQuery(admin, staff, query);
    const columns = listingOf(admin).columnsFor(staff);
    const found = await this.reader.page(admin, request, columns, staff);
    return {
      title: pluralLabel(admin.id),
      columns: columns.map((column) => describeColumn(column, staff)),
      filters: await this.filters(admin, request, staff),
      search: listingOf(admin)
        .searchFor(staff)
        .map(({ label }) => label),
      can: {
        add: admin.allows(staff, 'add'),
        change: admin.allows(staff, 'change'),
        delete: admin.allows(staff, 'delete'),
      },
      actions: actionOffers(admin, staff),
      rows: await this.rows(columns, found, staff),
      count: { value: found.count.count, is: found.count.sure },
      page: found.page,
      size: request.pageSize,
      sizes: PAGE_SIZES,
      sort: request.sort,
    };
  }

  private async rows(
    columns: readonly ListColumn[],
    { rows }: ListedPage,
    staff: StaffUser,
  ): Promise<ListAnswer['rows']> {
    const titles = await Promise.all(
      columns.map((column, index) => this.titlesBeside(column, index, rows, staff)),
    );
    return rows.map(({ key, cells }) => ({
      key,
      cells: cells.map(({ value, title }, index) => {
        const beside = value === null ? undefined : titles[index]?.get(String(value));
        return cellOf(columns[index]!, value, beside ?? title);
      }),
    }));
  }

  /** The titles of a column's references where its rows could not be joined. */
  private async titlesBeside(
    column: ListColumn,
    index: number,
    rows: ListedPage['rows'],
    staff: StaffUser,
  ): Promise<Map<string, string> | null> {
    if (!column.reference || namingOf(column, staff) !== 'by query') return null;
    const values = rows.map(({ cells }) => cells[index]?.value).filter((value) => value != null);
    return this.reader.titles(column.reference.admin, [...new Set(values.map(String))], staff);
  }

  private filters(
    admin: EntityAdmin,
    { references }: EntityListRequest,
    staff: StaffUser,
  ): Promise<FilterAnswer[]> {
    return Promise.all(
      listingOf(admin)
        .filtersFor(staff)
        .map(async (filter) => {
          const target = admin.siblings.get(filter.field.references ?? '');
          const isNamed = target?.allows(staff, 'view') ?? false;
          const answer = describeFilter(filter, isNamed);
          const values = references.get(filter.name)?.map(String) ?? [];
          if (!target || !isNamed || values.length === 0) return answer;
          return { ...answer, titles: Object.fromEntries(await this.reader.titles(target, values, staff)) };
        }),
    );
  }
}

function describeColumn(column: ListColumn, staff: StaffUser): ColumnAnswer {
  const { name, label, isSortable, reference } = column;
  const references = namingOf(column, staff) === 'not' ? null : (reference?.admin.id ?? null);
  return { name, label, kind: cellKind(column), references, isSortable };
}

function describeFilter(
  { name, label, control, field, mayBeEmpty }: FilterField,
  isNamed: boolean,
): FilterAnswer {
  return {
    name,
    label,
    control,
    choices: field.choices,
    references: isNamed ? field.references : null,
    mayBeEmpty,
  };
}

/** The rows of an entity. */
export const LIST: EntityAction = {
  name: 'list',
  ability: 'view',
  route: 'resourceAction',
  page: ListPage,
  component: 'EntityList',
};
