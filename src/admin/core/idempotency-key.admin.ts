import { IdempotencyKey } from '../../core/http/idempotency/idempotency-key.entity.js';
import { ModelAdmin, VIEW_ONLY } from '../model-admin.js';

/** Requests that must not take effect twice, with the answers they were given: those of everyone, so for superusers only. */
export class IdempotencyKeyAdmin extends ModelAdmin(IdempotencyKey, {
  list: ['user', 'route', 'status', 'createdAt'],
  filters: ['user', 'createdAt'],
  search: ['route'],
  title: 'route',
  ordering: ['-createdAt'],
  permissions: VIEW_ONLY,
  superusersOnly: true,
  cascades: true,
}) {}
