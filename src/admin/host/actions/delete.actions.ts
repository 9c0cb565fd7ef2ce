import { type ActionContext, type ActionRequest, ValidationError } from 'adminjs';
import { NotFoundError } from '../../../core/http/app-error.js';
import type { EntityResource } from '../entity-resource.js';
import type { EntityAction } from './entity-action.js';

const bulkDelete = async (request: ActionRequest, _response: unknown, context: ActionContext) => {
  const records = context.records ?? [];
  const wanted = new Set(String(request.query?.['recordIds'] ?? '').split(','));
  if (records.length < wanted.size) throw new NotFoundError('Some of these rows are not there any more.');
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

/** Deletes one row. */
export const DELETE: EntityAction = { name: 'delete', ability: 'delete', route: 'recordAction' };

/** Deletes the selected rows: all or none. */
export const BULK_DELETE: EntityAction = {
  name: 'bulkDelete',
  ability: 'delete',
  route: 'bulkAction',
  handler: bulkDelete as never,
};
