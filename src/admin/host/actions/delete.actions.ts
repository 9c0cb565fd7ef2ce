import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotFoundError } from '../../../core/http/app-error.js';
import type { DeletedAnswer, DeletionAnswer } from '../../answers/deletion.answer.js';
import { inSentence } from '../../answers/label-text.js';
import { DeletionBlockedError } from '../../entities/deletion-blocked.error.js';
import type { EntityAdmin } from '../../entities/entity-admin.js';
import { EntityDeleter } from '../../entities/entity-deleter.js';
import { EntityReader } from '../../entities/entity-reader.js';
import type { StaffUser } from '../../staff-authenticator.js';
import { pluralLabel } from '../labels.js';
import { deletionAnswer } from './deletion-answer.js';
import type { EntityAction, EntityPage, EntityRequest } from './entity-action.js';
import { RowSelection } from './row-selection.js';

async function deleteRows(
  deleter: EntityDeleter,
  { admin, staff }: { admin: EntityAdmin; staff: StaffUser },
  keys: readonly string[],
  title: string | null,
): Promise<DeletedAnswer> {
  try {
    const count = await deleter.delete(admin, keys, staff);
    const message =
      title === null
        ? `${count} ${inSentence(pluralLabel(admin.id))} were deleted.`
        : `“${title}” was deleted.`;
    return { deleted: count, notice: { type: 'success', message } };
  } catch (error) {
    if (!(error instanceof DeletionBlockedError)) throw error;
    throw new DeletionBlockedError(error.plan, deletionAnswer(admin, title, error.plan, staff));
  }
}

/** Says what goes with a row, and deletes it once that is confirmed. */
@Injectable()
export class DeletePage implements EntityPage {
  constructor(
    private readonly deleter: EntityDeleter,
    private readonly reader: EntityReader,
  ) {}

  async get(request: EntityRequest): Promise<DeletionAnswer> {
    const { admin, staff, key } = request;
    const title = await this.titleOf(request);
    return deletionAnswer(admin, title, await this.deleter.plan(admin, [key], staff), staff);
  }

  async post(request: EntityRequest): Promise<DeletedAnswer> {
    return deleteRows(this.deleter, request, [request.key], await this.titleOf(request));
  }

  private async titleOf({ admin, staff, key }: EntityRequest): Promise<string> {
    const [row] = await this.reader.many(admin, [key], staff);
    if (!row) throw new NotFoundError('It is not there any more; someone may have deleted it.');
    return admin.titleOf(row);
  }
}

/** The same for a selection; that is posted for either, since ids by the thousand fit into no address. */
@Injectable()
export class BulkDeletePage implements EntityPage {
  constructor(
    private readonly deleter: EntityDeleter,
    private readonly selection: RowSelection,
  ) {}

  async post(request: EntityRequest): Promise<DeletionAnswer | DeletedAnswer> {
    const { admin, staff, body } = request;
    const { confirmed = false } = body;
    if (typeof confirmed !== 'boolean') throw new InvalidInputError({ confirmed: ['Send true or false.'] });
    const keys = await this.selection.keys(request);
    if (confirmed) return deleteRows(this.deleter, request, keys, null);
    return deletionAnswer(admin, null, await this.deleter.plan(admin, keys, staff), staff);
  }
}

/** Deletes one row. */
export const DELETE: EntityAction = {
  name: 'delete',
  ability: 'delete',
  route: 'recordAction',
  page: DeletePage,
  component: 'DeleteConfirmation',
};

/** Deletes the selected rows: all or none. */
export const BULK_DELETE: EntityAction = {
  name: 'bulkDelete',
  ability: 'delete',
  route: 'bulkAction',
  page: BulkDeletePage,
  component: 'DeleteConfirmation',
};
