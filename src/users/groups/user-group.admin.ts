import { ModelAdmin } from '../../admin/model-admin.js';
import { UserGroup } from './user-group.entity.js';

/** Who is in which group; whoever could change that could join them all. */
export class UserGroupAdmin extends ModelAdmin(UserGroup, { superusersOnly: true, cascades: true }) {}
