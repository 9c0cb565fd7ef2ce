import type { ActionContext, ActionRequest } from 'adminjs';
import type { EntityResource } from '../entity-resource.js';
import type { EntityAction } from './entity-action.js';

async function search(request: ActionRequest, _response: unknown, context: ActionContext) {
  const resource = context.resource as EntityResource;
  const records = await resource.search(String(request.params.query ?? ''), context);
  return { records: records.map((record) => record.toJSON(context.currentAdmin)) };
}

/** Rows for a reference picker. */
export const SEARCH: EntityAction = {
  name: 'search',
  ability: 'view',
  route: 'resourceAction',
  handler: search as never,
};
