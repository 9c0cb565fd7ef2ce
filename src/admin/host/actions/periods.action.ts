import { Injectable } from '@nestjs/common';
import { listingOf } from '../../entities/entity-listing.js';
import { InvalidInputError } from '../../../core/http/app-error.js';
import type { PeriodsAnswer } from '../../answers/list.answer.js';
import { EntityReader } from '../../entities/entity-reader.js';
import { ValueError } from '../../entities/field-values.js';
import type { FilterField } from '../../entities/list-filter.js';
import { parsePeriod, partsOf, startOf, todayIn, yearsBetween } from '../../entities/list-period.js';
import { type EntityListRequest, parseListQuery } from '../../entities/list-query.js';
import type { EntityAction, EntityPage, EntityRequest } from './entity-action.js';

/** Down from year to month to day: `?of=createdAt&within=2026-01`, beside what the list is narrowed by. */
@Injectable()
export class PeriodsPage implements EntityPage {
  constructor(private readonly reader: EntityReader) {}

  async get(request: EntityRequest): Promise<PeriodsAnswer> {
    const { admin, staff } = request;
    const { of, within = '', ...query } = request.query;
    const filter = listingOf(admin)
      .filtersFor(staff)
      .find(({ name }) => name === of);
    const isDated = filter?.control === 'date' || filter?.control === 'instant';
    if (!filter || !isDated || typeof filter.column !== 'string')
      throw new InvalidInputError({ of: ['Name one of the list’s filters by date.'] });
    const choice = parseListQuery(admin, staff, query);
    const candidates = await this.candidates(request, filter, choice, within);
    const periods = candidates.map((period) => {
      const { from, before } = parsePeriod(period, '');
      return { from: valueOf(filter, from, choice), before: valueOf(filter, before, choice) };
    });
    const found = await this.reader.periods(admin, choice, { filter: filter.name, periods }, staff);
    return { periods: found.map((place) => candidates[place]!) };
  }

  private async candidates(
    { admin, staff }: EntityRequest,
    filter: FilterField,
    choice: EntityListRequest,
    within: unknown,
  ): Promise<string[]> {
    if (within !== '') return partsWithin(within);
    const extremes = await this.reader.extremes(admin, choice, filter.name, staff);
    if (!extremes) return [];
    const day = (value: Date | string): string =>
      value instanceof Date ? todayIn(filter.control === 'date' ? LOCAL : choice.timeZone, value) : value;
    return yearsBetween(day(extremes.first), day(extremes.last));
  }
}

/** pg reads dates without a zone as ones of this process. */
const LOCAL = Intl.DateTimeFormat().resolvedOptions().timeZone;

function partsWithin(within: unknown): string[] {
  try {
    return partsOf(String(within));
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new InvalidInputError({ within: [error.message] });
  }
}

function valueOf({ control }: FilterField, day: string, { timeZone }: EntityListRequest): string {
  return control === 'date' ? day : startOf(day, timeZone);
}

/** In which years, months or days a list has rows. */
export const PERIODS: EntityAction = {
  name: 'periods',
  ability: 'view',
  route: 'resourceAction',
  page: PeriodsPage,
};
