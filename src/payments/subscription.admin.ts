import { ModelAdmin } from '../admin/model-admin.js';
import { Subscription } from './subscription.entity.js';

export class SubscriptionAdmin extends ModelAdmin(Subscription, {
  list: ['user', 'plan', 'status', 'currentPeriodEnd', 'cancelAtPeriodEnd', 'stripeSubscriptionId'],
  filters: ['user', 'plan', 'status', 'currentPeriodEnd', 'cancelAtPeriodEnd'],
  search: ['stripeSubscriptionId', 'user.username', 'user.email'],
  ordering: ['-id'],
  fieldsets: [
    { fields: ['user', 'plan', 'price', 'status', 'stripeSubscriptionId'] },
    { title: 'Period', fields: ['currentPeriodStart', 'currentPeriodEnd', 'cancelAtPeriodEnd'] },
    { title: 'Record', fields: ['id', 'createdAt', 'updatedAt'] },
  ],
}) {}
