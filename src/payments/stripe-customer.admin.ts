import { ModelAdmin } from '../admin/model-admin.js';
import { StripeCustomer } from './stripe-customer.entity.js';

export class StripeCustomerAdmin extends ModelAdmin(StripeCustomer, {
  list: ['user', 'customerId', 'createdAt'],
  filters: ['user', 'customerId'],
  search: ['customerId'],
  title: 'customerId',
}) {}
