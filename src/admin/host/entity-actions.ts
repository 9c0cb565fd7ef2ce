import {
  type Action,
  type ActionContext,
  type ActionRequest,
  type BaseRecord,
  type RecordJSON,
  ValidationError,
} from 'adminjs';
import type { Ability } from '../abilities.js';
import { InvalidInputError } from '../../core/http/app-error.js';
import type { StaffUser } from '../staff-authenticator.js';
import type { EntityResource } from './entity-resource.js';

/** What each of AdminJS's actions needs, and its kind of address; an action that is not here does not exist. */
export const ACTIONS: ReadonlyMap<
  string,
  { ability: Ability; route: 'resourceAction' | 'recordAction' | 'bulkAction' }
> = new Map([
  ['list', { ability: 'view', route: 'resourceAction' }],
  ['search', { ability: 'view', route: 'resourceAction' }],
  ['new', { ability: 'add', route: 'resourceAction' }],
  ['show', { ability: 'view', route: 'recordAction' }],
  ['edit', { ability: 'change', route: 'recordAction' }],
  ['delete', { ability: 'delete', route: 'recordAction' }],
  ['bulkDelete', { ability: 'delete', route: 'bulkAction' }],
]);

interface WriteAnswer {
  record: RecordJSON;
  notice: { message: string; type: 'success' | 'error' };
  redirectUrl?: string;
}

const answer = (record: BaseRecord, context: ActionContext, success: string): WriteAnswer => {
  const json = record.toJSON(context.currentAdmin) as RecordJSON;
  const problem = record.baseError?.message ?? (record.isValid() ? null : 'thereWereValidationErrors');
  if (problem) return { record: json, notice: { message: problem, type: 'error' } };
  const redirectUrl = context.h.resourceUrl({ resourceId: context.resource.id() });
  return { record: json, redirectUrl, notice: { message: success, type: 'success' } };
};

// AdminJS's own handlers for new and edit turn empty numbers into 0 and take an error without a field for a success.
const create = async (
  request: ActionRequest,
  _response: unknown,
  context: ActionContext,
): Promise<WriteAnswer> => {
  if (request.method !== 'post') throw new InvalidInputError({}, 'A new row is made by POST.');
  const record = context.resource.build({});
  record.params = { ...request.payload };
  return answer(await record.create(context), context, 'successfullyCreated');
};

const edit = async (request: ActionRequest, _response: unknown, context: ActionContext) => {
  const record = context.record!;
  if (request.method === 'get') return { record: record.toJSON(context.currentAdmin) };
  // AdminJS takes over what was posted before it asks the record for its key: a posted key would name another row.
  const payload = { ...request.payload };
  for (const property of context.resource.properties()) if (property.isId()) delete payload[property.name()];
  return answer(await record.update(payload, context), context, 'successfullyUpdated');
};

const search = async (request: ActionRequest, _response: unknown, context: ActionContext) => {
  const records = await (context.resource as EntityResource).search(String(request.params.query ?? ''));
  return { records: records.map((record) => record.toJSON(context.currentAdmin)) };
};

const bulkDelete = async (request: ActionRequest, _response: unknown, context: ActionContext) => {
  const records = context.records ?? [];
  const json = records.map((record) => record.toJSON(context.currentAdmin));
  if (request.method === 'get') return { records: json };
  try {
    await (context.resource as EntityResource).deleteAll(
      records.map((record) => String(record.id())),
      context,
    );
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    const message = error.baseError?.message ?? 'thereWereValidationErrors';
    return { records: json, notice: { message, type: 'error' } };
  }
  return {
    records: json,
    redirectUrl: context.h.resourceUrl({ resourceId: context.resource.id() }),
    notice: {
      message: records.length > 1 ? 'successfullyBulkDeleted_plural' : 'successfullyBulkDeleted',
      options: { count: records.length },
      type: 'success',
    },
  };
};

const HANDLERS: Record<string, Partial<Action<never>>['handler']> = {
  new: create,
  edit,
  search,
  bulkDelete,
} as never;

/** AdminJS's actions with our handlers, each shown and allowed only to those with its ability. */
export function entityActions(resource: EntityResource): Record<string, object> {
  const actions = [...ACTIONS].map(([name, { ability }]) => {
    const isAccessible = ({ currentAdmin }: ActionContext): boolean =>
      currentAdmin !== undefined && resource.admin.allows(currentAdmin as unknown as StaffUser, ability);
    const handler = HANDLERS[name];
    return [
      name,
      {
        isAccessible,
        ...(handler ? { handler } : {}),
        ...(name === 'search' ? {} : { showInDrawer: false }),
      },
    ];
  });
  return Object.fromEntries(actions) as Record<string, object>;
}

/**
 * Query or form fields whose names would reach into an object's prototype, replace its methods, or make AdminJS
 * build an enormous array, are no fields of ours.
 */
export function refuseOddNames(values: object): void {
  for (const name of Object.keys(values)) {
    if (/(^|[.~])(__proto__|constructor|prototype|toString|valueOf|\d{5,})([.~]|$)/.test(name)) {
      throw new InvalidInputError({ [name.slice(0, 100)]: ['There is no such field.'] });
    }
  }
}
