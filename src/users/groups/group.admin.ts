import { ModelAdmin } from '../../admin/model-admin.js';
import { GroupPermission } from './group-permission.entity.js';
import { Group } from './group.entity.js';

/** Sets of permissions; whoever could fill them could give themselves everything. */
export class GroupAdmin extends ModelAdmin(Group, {
  list: ['name', 'updatedAt'],
  search: ['name'],
  title: 'name',
  ordering: ['name'],
  links: { permissions: GroupPermission },
  superusersOnly: true,
}) {}
