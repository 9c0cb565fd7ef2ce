import { ModelAdmin } from '../../admin/model-admin.js';
import { UserPermission } from './user-permission.entity.js';

/** Who may do what; whoever could change that could do everything. */
export class UserPermissionAdmin extends ModelAdmin(UserPermission, {
  superusersOnly: true,
  cascades: true,
}) {}
