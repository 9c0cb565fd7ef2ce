import { ModelAdmin, VIEW_ONLY } from '../../admin/model-admin.js';
import { Permission } from './permission.entity.js';

/** Permissions are made by the service itself, from the entities that are registered. */
export class PermissionAdmin extends ModelAdmin(Permission, {
  list: ['codename', 'name'],
  filters: ['codename'],
  search: ['codename', 'name'],
  title: 'codename',
  ordering: ['codename'],
  permissions: VIEW_ONLY,
}) {}
