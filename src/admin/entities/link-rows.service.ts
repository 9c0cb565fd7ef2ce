import { Injectable } from '@nestjs/common';
import { Transactions } from '../../core/database/transactions.service.js';
import { InvalidValuesError } from '../admin.errors.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityAdmin } from './entity-admin.js';
import type { EntityLink } from './entity-link.js';
import type { Option } from '../answers/form.answer.js';
import { ReferenceOptions } from './reference-options.service.js';

/** More than this is not for a picker: what it does not show, it would take away. */
export const MAX_CHOSEN = 500;

/** What saving a link changed, by titles. */
export interface LinkChange {
  before: string[];
  after: string[];
}

const quote = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');

/** Reads and writes the pairs of many-to-many relations. */
@Injectable()
export class LinkRows {
  constructor(
    private readonly transactions: Transactions,
    private readonly options: ReferenceOptions,
  ) {}

  /** What is chosen, as far as this person may see it; at most `MAX_CHOSEN` and one. */
  async chosen(link: EntityLink, target: EntityAdmin, key: string, staff: StaffUser): Promise<Option[]> {
    const { table, ownColumn, otherColumn } = link.pairs;
    const rows = await this.transactions.sql<{ key: string }>(
      `SELECT ${quote(otherColumn)}::text AS key FROM ${quote(table)} WHERE ${quote(ownColumn)} = $1
       ORDER BY ${quote(otherColumn)} LIMIT ${MAX_CHOSEN + 1}`,
      [key],
    );
    return this.options.named(
      target,
      rows.map((row) => row.key),
      staff,
    );
  }

  /**
   * Makes the choice of a row what was posted: writes the pairs that are new and deletes those that are not chosen
   * any more, and no other. What this person may not see stays as it is.
   * @returns what changed; null when nothing did.
   */
  async save(
    link: EntityLink,
    target: EntityAdmin,
    key: string,
    posted: unknown,
    staff: StaffUser,
  ): Promise<LinkChange | null> {
    const wanted = this.parse(link, posted);
    const before = await this.chosen(link, target, key, staff);
    if (before.length > MAX_CHOSEN)
      throw this.problem(link, `More than ${MAX_CHOSEN} are chosen; change them one by one.`);
    const added = wanted.filter((other) => !before.some((option) => option.key === other));
    const removed = before.filter((option) => !wanted.includes(option.key));
    if (added.length + removed.length === 0) return null;
    const found = await this.options.named(target, added, staff);
    if (found.length < added.length)
      throw this.problem(link, 'Something chosen here does not exist (any more).');
    const { table, ownColumn, otherColumn } = link.pairs;
    const [own, other] = [quote(ownColumn), quote(otherColumn)];
    if (removed.length > 0) {
      const places = removed.map((_, index) => `$${index + 2}`).join(', ');
      await this.transactions.sql(
        `DELETE FROM ${quote(table)} WHERE ${own} = $1 AND ${other} IN (${places})`,
        [key, ...removed.map((option) => option.key)],
      );
    }
    if (added.length > 0) {
      const places = added.map((_, index) => `($1, $${index + 2})`).join(', ');
      await this.transactions.sql(
        `INSERT INTO ${quote(table)} (${own}, ${other}) VALUES ${places} ON CONFLICT DO NOTHING`,
        [key, ...added],
      );
    }
    const after = [...before.filter((option) => !removed.includes(option)), ...found];
    return { before: titles(before), after: titles(after) };
  }

  private parse(link: EntityLink, posted: unknown): string[] {
    const values = posted === null || posted === '' ? [] : posted;
    const isList =
      Array.isArray(values) &&
      values.every((value) => typeof value === 'string' || typeof value === 'number');
    if (!isList) throw this.problem(link, 'Enter a list.');
    const keys = [...new Set((values as (string | number)[]).map(String))];
    if (keys.length > MAX_CHOSEN) throw this.problem(link, `Choose at most ${MAX_CHOSEN}.`);
    return keys;
  }

  private problem(link: EntityLink, message: string): InvalidValuesError {
    return new InvalidValuesError({ [link.name]: message });
  }
}

const titles = (options: readonly Option[]): string[] => options.map((option) => option.title).sort();
