import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '../../../core/http/app-error.js';
import { MAX_SELECTED } from '../../entities/row-chunks.js';
import { EntityReader } from '../../entities/entity-reader.js';
import { parseListQuery } from '../../entities/list-query.js';
import type { EntityRequest } from './entity-action.js';

const MAX_QUERY_LENGTH = 20_000;

/**
 * Reads which rows a posted action is about: `{ ids: ["1", "2"] }`, or all that a list finds, by its query string
 * without page, size and order: `{ query: "filters.status=failed&q=a" }`.
 */
@Injectable()
export class RowSelection {
  constructor(private readonly reader: EntityReader) {}

  async keys(request: EntityRequest): Promise<string[]> {
    const { ids, query } = request.body;
    if (query !== undefined && ids === undefined) return this.found(request, query);
    const isList = Array.isArray(ids) && ids.every((id) => typeof id === 'string' || typeof id === 'number');
    if (!isList || query !== undefined || ids.length < 1 || ids.length > MAX_SELECTED)
      throw new InvalidInputError({ ids: [`Select at least one row and at most ${MAX_SELECTED}.`] });
    return ids.map(String);
  }

  private async found({ admin, staff }: EntityRequest, text: unknown): Promise<string[]> {
    if (typeof text !== 'string' || text.length > MAX_QUERY_LENGTH)
      throw new InvalidInputError({ query: ['Send the query string of a list.'] });
    const parameters = new URLSearchParams(text);
    const names = new Set(parameters.keys());
    const query = Object.fromEntries([...names].map((name) => [name, parameters.getAll(name)]));
    const request = parseListQuery(admin, staff, query);
    const keys = await this.reader.keys(admin, request, MAX_SELECTED + 1, staff);
    if (keys.length < 1 || keys.length > MAX_SELECTED)
      throw new InvalidInputError({
        query: [`At least one row and at most ${MAX_SELECTED} must match; narrow the list down first.`],
      });
    return keys;
  }
}
