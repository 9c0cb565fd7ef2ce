import { ModelAdmin } from '../../admin/model-admin.js';
import { Group } from './group.entity.js';

export class GroupAdmin extends ModelAdmin(Group, {
  list: ['name', 'updatedAt'],
  search: ['name'],
  title: 'name',
  ordering: ['name'],
}) {}
