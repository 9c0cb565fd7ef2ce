import type { ActionContext, ActionRequest, BaseRecord, RecordJSON } from 'adminjs';
import { InvalidInputError } from '../../../core/http/app-error.js';
import type { EntityAction } from './entity-action.js';

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

/** The form of a new row. */
export const NEW: EntityAction = {
  name: 'new',
  ability: 'add',
  route: 'resourceAction',
  handler: create as never,
};

/** One row to look at. */
export const SHOW: EntityAction = { name: 'show', ability: 'view', route: 'recordAction' };

/** The form of a row. */
export const EDIT: EntityAction = {
  name: 'edit',
  ability: 'change',
  route: 'recordAction',
  handler: edit as never,
};
