import { ModelAdmin } from '../admin/model-admin.js';
import { Plan } from './plan.entity.js';

export class PlanAdmin extends ModelAdmin(Plan, {
  list: ['name', 'order', 'aiResponsesPerDay', 'questionnairesPerDay', 'uploadsPerDay', 'apiCallsPerHour'],
  filters: ['name'],
  search: ['name', 'description'],
  title: 'name',
  ordering: ['order'],
}) {}
