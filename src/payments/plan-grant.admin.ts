import { ModelAdmin } from '../admin/model-admin.js';
import { PlanGrant } from './plan-grant.entity.js';

export class PlanGrantAdmin extends ModelAdmin(PlanGrant, {
  list: ['user', 'plan', 'until', 'reason', 'createdAt'],
  filters: ['user', 'plan', 'until'],
  search: ['reason'],
  ordering: ['-id'],
}) {}
