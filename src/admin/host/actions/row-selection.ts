import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '../../../core/http/app-error.js';
import { MAX_SELECTED } from '../../entities/row-chunks.js';
import type { EntityRequest } from './entity-action.js';

/** Reads which rows a posted action is about: `{ ids: ["1", "2"] }`. */
@Injectable()
export class RowSelection {
  async keys({ body: { ids } }: EntityRequest): Promise<string[]> {
    const isList = Array.isArray(ids) && ids.every((id) => typeof id === 'string' || typeof id === 'number');
    if (!isList || ids.length < 1 || ids.length > MAX_SELECTED)
      throw new InvalidInputError({ ids: [`Select at least one row and at most ${MAX_SELECTED}.`] });
    return ids.map(String);
  }
}
