import { StoredFile } from '../../core/storage/stored-file.entity.js';
import { ADMIN_FILES_PATH } from '../admin-files-path.js';
import { ModelAdmin, VIEW_ONLY } from '../model-admin.js';

/** Stored files; the storage keeps row and bytes together, so neither is made or removed here. */
export class StoredFileAdmin extends ModelAdmin(StoredFile, {
  list: ['id', 'originalName', 'storage', 'contentType', 'size', 'status', 'owner', 'createdAt'],
  filters: ['storage', 'status', 'owner', 'contentType', 'createdAt'],
  search: ['originalName'],
  title: 'originalName',
  ordering: ['-id'],
  labels: { sha256: 'SHA-256' },
  help: { size: 'Bytes.' },
  viewOnSite: { label: 'Download', path: (key) => `${ADMIN_FILES_PATH}/${key}` },
  permissions: VIEW_ONLY,
}) {}
