import { ModelAdmin } from '../admin/model-admin.js';
import { Inline } from '../admin/options/inline-options.js';
import { Plan } from './plan.entity.js';
import { Price } from './price.entity.js';

export class PlanAdmin extends ModelAdmin(Plan, {
  list: ['name', 'order', 'aiResponsesPerDay', 'questionnairesPerDay', 'uploadsPerDay', 'apiCallsPerHour'],
  filters: ['name'],
  search: ['name', 'description'],
  title: 'name',
  ordering: ['order'],
  inlines: [Inline(Price, { fields: ['interval', 'amount', 'currency', 'active', 'stripePriceId'] })],
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
