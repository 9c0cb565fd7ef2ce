import type { ModuleRef } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { ForbiddenError, NotFoundError } from '../../core/http/app-error.js';
import { FilesService } from '../../core/storage/files.service.js';
import { SignedUrls } from '../../core/storage/signed-urls.service.js';
import { ADMIN_FILES_PATH } from '../admin-files-path.js';
import type { EntityAdmin } from '../entities/entity-admin.js';
import { EntityReader } from '../entities/entity-reader.js';
import { ADMIN_PATH } from './admin-paths.js';

/** Leads staff who may see a file's row to its bytes, by an address that works for a minute or a few. */
export function registerFiles(
  scope: FastifyInstance,
  admins: ReadonlyMap<string, EntityAdmin>,
  moduleRef: ModuleRef,
): void {
  const path = `${ADMIN_FILES_PATH.slice(ADMIN_PATH.length)}/:id`;
  scope.get<{ Params: { id: string } }>(path, async (request, reply) => {
    const { id } = request.params;
    const { staff } = request.adminVisit!;
    const admin = admins.get('stored_file');
    if (!admin?.allows(staff, 'view')) throw new ForbiddenError('Your permissions do not cover this.');
    const [row] = await moduleRef.get(EntityReader, { strict: false }).many(admin, [id], staff);
    if (!row) throw new NotFoundError();
    const file = await moduleRef.get(FilesService, { strict: false }).find(Number(id));
    const reader = { id: staff.id, isStaff: true };
    return reply.redirect(moduleRef.get(SignedUrls, { strict: false }).urlFor(reader, file), 303);
  });
}
