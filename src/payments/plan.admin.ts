import { ModelAdmin } from '../admin/model-admin.js';
import { Plan } from './plan.entity.js';

export class PlanAdmin extends ModelAdmin(Plan, {
  list: ['name', 'order', 'aiResponsesPerDay', 'questionnairesPerDay', 'uploadsPerDay', 'apiCallsPerHour'],
  filters: ['name'],
  search: ['name', 'description'],
  title: 'name',
  ordering: ['order'],
  fieldsets: [
    { fields: ['name', 'description', 'order', 'features'] },
    {
      title: 'Quotas',
      help: 'What a person with this plan may use; 0 is nothing.',
      fields: [
        'aiResponsesPerDay',
        'questionnairesPerDay',
        'uploadsPerDay',
        'apiCallsPerHour',
        'burstPerMinute',
      ],
    },
    { title: 'Record', fields: ['id', 'createdAt', 'updatedAt'] },
  ],
}) {}
