import { StoredFile } from '../../core/storage/stored-file.entity.js';
import { ModelAdmin, VIEW_ONLY } from '../model-admin.js';

/** Stored files; the storage keeps row and bytes together, so neither is made or removed here. */
export class StoredFileAdmin extends ModelAdmin(StoredFile, {
  list: ['id', 'originalName', 'storage', 'contentType', 'size', 'status', 'owner', 'createdAt'],
  filters: ['storage', 'status', 'owner', 'contentType', 'createdAt'],
  search: ['originalName'],
  title: 'originalName',
  permissions: VIEW_ONLY,
}) {}
