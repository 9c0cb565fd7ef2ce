import { Injectable } from '@nestjs/common';
import type { Diff } from '../../../core/audit/log-entry.entity.js';
import { InvalidInputError, NotFoundError } from '../../../core/http/app-error.js';
import type { HistoryAnswer } from '../../answers/history.answer.js';
import { ChangeTexts } from '../../entities/change-texts.js';
import type { EntityAdmin } from '../../entities/entity-admin.js';
import { ACTION_PREFIX } from '../../entities/row-action-runner.js';
import { EntityReader } from '../../entities/entity-reader.js';
import { HistoryReader } from '../../entities/history-reader.js';
import { whereKey } from '../../entities/record-key.js';
import { pluralLabel } from '../labels.js';
import type { EntityAction, EntityPage, EntityRequest } from './entity-action.js';

const PAGE_SIZE = 25;

const pageOf = (given: unknown): number => {
  if (given === undefined) return 1;
  if (typeof given === 'string' && /^[1-9]\d{0,8}$/.test(given)) return Number(given);
  throw new InvalidInputError({ page: ['Send a whole number from 1 on.'] });
};

/** What a declared action is called, where one was run; its name where it is declared no more. */
const ran = (admin: EntityAdmin, diff: Diff | null): string | null => {
  const name = Object.keys(diff ?? {})
    .find((key) => key.startsWith(ACTION_PREFIX))
    ?.slice(ACTION_PREFIX.length);
  return name === undefined ? null : (admin.actions.get(name)?.label ?? name);
};

/** Tells what was done to a row: by whom, when, and each field before and after. */
@Injectable()
export class HistoryPage implements EntityPage {
  constructor(
    private readonly reader: EntityReader,
    private readonly history: HistoryReader,
    private readonly texts: ChangeTexts,
  ) {}

  async get({ admin, staff, key, query }: EntityRequest): Promise<HistoryAnswer> {
    const wanted = pageOf(query['page']);
    if (whereKey(admin, key) === null) throw new NotFoundError();
    const [row] = await this.reader.many(admin, [key], staff);
    // Of a row that is gone nobody can say whether a rule would let this person see it.
    if (!row && admin.rowsFor(staff).length > 0) throw new NotFoundError();
    const count = await this.history.countOf(admin, key);
    if (!row && count === 0) throw new NotFoundError();
    const pages = Math.max(1, Math.ceil(count / PAGE_SIZE));
    const page = Math.min(wanted, pages);
    const entries = await this.history.of(
      admin,
      key,
      { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE },
      staff,
    );
    const changes = await this.texts.of(
      admin,
      entries.map(({ diff }) => diff),
      staff,
    );
    const isTitleSeen = admin.fieldsFor(staff).includes(admin.title);
    return {
      label: pluralLabel(admin.id),
      title: row ? admin.titleOf(row) : (isTitleSeen && entries[0]?.label) || `#${key}`,
      exists: row !== undefined,
      entries: entries.map(({ id, at, who, action, diff }, index) => ({
        ...{ id, at: at.toISOString(), who, action: ran(admin, diff) ?? action },
        changes: changes[index]!,
      })),
      ...{ count, page, pages },
    };
  }
}

/** What was done to one row. */
export const HISTORY: EntityAction = {
  name: 'history',
  ability: 'view',
  route: 'recordAction',
  page: HistoryPage,
  component: 'History',
};
