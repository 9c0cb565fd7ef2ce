import { ModelAdmin } from '../../admin/model-admin.js';
import { GroupPermission } from './group-permission.entity.js';

/** What the members of a group may do; whoever could change that could do everything. */
export class GroupPermissionAdmin extends ModelAdmin(GroupPermission, {
  superusersOnly: true,
  cascades: true,
}) {}
