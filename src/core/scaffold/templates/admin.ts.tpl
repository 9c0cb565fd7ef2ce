import { ModelAdmin } from '../admin/model-admin.js';
import { {{Entity}} } from './{{file}}.entity.js';

export class {{Entity}}Admin extends ModelAdmin({{Entity}}, {
  list: ['id', 'name', 'user', 'createdAt', 'updatedAt'],
  filters: ['user', 'name', 'createdAt', 'updatedAt'],
  search: ['name'],
  title: 'name',
  ordering: ['-id'],
}) {}
