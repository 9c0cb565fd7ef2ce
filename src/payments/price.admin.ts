import { ModelAdmin } from '../admin/model-admin.js';
import { Price } from './price.entity.js';

export class PriceAdmin extends ModelAdmin(Price, {
  list: ['plan', 'interval', 'amount', 'currency', 'active', 'stripePriceId'],
  filters: ['plan', 'interval', 'currency', 'active'],
  search: ['stripePriceId'],
  ordering: ['planId', 'interval'],
  fieldsets: [
    { fields: ['plan', 'interval', 'amount', 'currency', 'active', 'stripePriceId'] },
    { title: 'Record', fields: ['id', 'createdAt', 'updatedAt'] },
  ],
}) {}
