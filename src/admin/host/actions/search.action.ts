import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '../../../core/http/app-error.js';
import type { OptionPage } from '../../answers/form.answer.js';
import { ReferenceOptions } from '../../entities/reference-options.service.js';
import type { EntityAction, EntityPage, EntityRequest } from './entity-action.js';

const MAX_PAGE = 100;

/** Rows for a picker: `?query=<words>&page=<number>`. */
@Injectable()
export class SearchPage implements EntityPage {
  constructor(private readonly options: ReferenceOptions) {}

  async get({ admin, staff, query }: EntityRequest): Promise<OptionPage> {
    const { query: text = '', page = '1' } = query;
    if (typeof text !== 'string' || text.length > 200 || text.includes('\0'))
      throw new InvalidInputError({ query: ['Give a text of at most 200 characters, once.'] });
    const number = typeof page === 'string' && /^\d{1,3}$/.test(page) ? Number(page) : 0;
    if (number < 1 || number > MAX_PAGE)
      throw new InvalidInputError({ page: [`Give a number from 1 to ${MAX_PAGE}.`] });
    return this.options.search(admin, staff, text, number);
  }
}

/** Rows for a reference picker. */
export const SEARCH: EntityAction = {
  name: 'search',
  ability: 'view',
  route: 'resourceAction',
  page: SearchPage,
};
