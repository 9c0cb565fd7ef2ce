import { Injectable } from '@nestjs/common';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../../core/http/app-error.js';
import type { ActionAnswer, ActionDoneAnswer } from '../../answers/action.answer.js';
import type { EntityAdmin } from '../../entities/entity-admin.js';
import { EntityReader } from '../../entities/entity-reader.js';
import { RowActionRunner } from '../../entities/row-action-runner.js';
import type { StaffUser } from '../../staff-authenticator.js';
import { pluralLabel } from '../labels.js';
import { actionOffer } from './action-offers.js';
import type { EntityAction, EntityPage, EntityRequest } from './entity-action.js';
import { RowSelection } from './row-selection.js';

/** The declared action that a request names; it is told apart whether there is none or it is not this person's. */
function nameOf({ admin, staff, query }: EntityRequest, bulk: boolean): string {
  const name = String(query['action'] ?? '');
  const declared = admin.actions.get(name);
  if (!declared || (bulk && declared.bulk === false)) throw new NotFoundError('There is no such action.');
  if (!admin.allowsAction(staff, name)) throw new ForbiddenError('Your permissions do not cover this.');
  return name;
}

function shown(admin: EntityAdmin, name: string, title: string | null, count: number): ActionAnswer {
  const { confirm = null, fields = {} } = admin.actions.get(name)!;
  return {
    action: actionOffer(admin, name),
    label: pluralLabel(admin.id),
    ...{ title, count, confirm },
    fields: Object.entries(fields).map(([field, { label, kind, help = null, required = false }]) => ({
      ...{ name: field, label, kind, help, required },
    })),
  };
}

/** Shows a declared action for one row, and runs it. */
@Injectable()
export class RunPage implements EntityPage {
  constructor(
    private readonly runner: RowActionRunner,
    private readonly reader: EntityReader,
  ) {}

  async get(request: EntityRequest): Promise<ActionAnswer> {
    const { admin, staff, key } = request;
    const name = nameOf(request, false);
    return shown(admin, name, await this.titleOf(admin, key, staff), 1);
  }

  async post(request: EntityRequest): Promise<ActionDoneAnswer> {
    const { admin, staff, key, body } = request;
    const name = nameOf(request, false);
    const count = await this.runner.run(admin, name, [key], body['values'], staff);
    return { count, notice: { type: 'success', message: admin.actions.get(name)!.done } };
  }

  private async titleOf(admin: EntityAdmin, key: string, staff: StaffUser): Promise<string> {
    const [row] = await this.reader.many(admin, [key], staff);
    if (!row) throw new NotFoundError();
    return admin.titleOf(row);
  }
}

/** The same for a selection, which is posted for either. */
@Injectable()
export class BulkRunPage implements EntityPage {
  constructor(
    private readonly runner: RowActionRunner,
    private readonly selection: RowSelection,
  ) {}

  async post(request: EntityRequest): Promise<ActionAnswer | ActionDoneAnswer> {
    const { admin, staff, body } = request;
    const name = nameOf(request, true);
    const { confirmed = false, values } = body;
    if (typeof confirmed !== 'boolean') throw new InvalidInputError({ confirmed: ['Send true or false.'] });
    const keys = await this.selection.keys(request);
    if (!confirmed) return shown(admin, name, null, keys.length);
    const count = await this.runner.run(admin, name, keys, values, staff);
    return { count, notice: { type: 'success', message: `${admin.actions.get(name)!.done} (${count})` } };
  }
}

/** Runs a declared action on one row. */
export const RUN: EntityAction = {
  name: 'run',
  ability: 'view',
  route: 'recordAction',
  page: RunPage,
  component: 'RunAction',
};

/** Runs a declared action on the selected rows: all or none. */
export const BULK_RUN: EntityAction = {
  name: 'bulkRun',
  ability: 'view',
  route: 'bulkAction',
  page: BulkRunPage,
  component: 'RunAction',
};
