import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '../../core/http/app-error.js';
import type { Option, OptionPage } from '../answers/form.answer.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import type { EntityField } from './entity-field.js';
import { EntityReader, type Row } from './entity-reader.js';

/** Whoever has not found it by then types a word more. */
const MAX_PAGE = 100;
const MAX_WORDS = 10;

/** Rows for pickers, and the titles of rows that others refer to: only of those that somebody may see. */
@Injectable()
export class ReferenceOptions {
  constructor(private readonly reader: EntityReader) {}

  /**
   * A page of the rows in which every word stands in one of the searched fields, in the entity's own order; those
   * whose key is the text come first. Every row where the text is empty.
   */
  async search(admin: EntityAdmin, staff: StaffUser, text: string, page: number): Promise<OptionPage> {
    if (text.split(/\s+/).filter(Boolean).length > MAX_WORDS)
      throw new InvalidInputError({ query: [`Give at most ${MAX_WORDS} words.`] });
    const { options, nextPage } = await this.reader.search(admin, text, staff, page);
    return { options, nextPage: page < MAX_PAGE ? nextPage : null };
  }

  /** What the references of a row are called, by field. */
  async titlesOf(
    admin: EntityAdmin,
    fields: readonly EntityField[],
    row: Row,
    staff: StaffUser,
  ): Promise<Record<string, Option>> {
    const titles: Record<string, Option> = {};
    for (const { name, references } of fields) {
      const target = references === null ? undefined : admin.siblings.get(references);
      const value = row[name];
      if (!target || value === null || value === undefined) continue;
      const [option] = await this.named(target, [String(value)], staff);
      if (option) titles[name] = option;
    }
    return titles;
  }

  /** The rows with these keys, in the order given; without those that are not there for this person. */
  async named(admin: EntityAdmin, keys: readonly string[], staff: StaffUser): Promise<Option[]> {
    const titles = await this.reader.titles(admin, keys, staff);
    return keys.flatMap((key) => {
      const title = titles.get(key);
      return title === undefined ? [] : [{ key, title }];
    });
  }
}
