import { RateLimit } from '../../core/limits/rate-limit.entity.js';
import { ModelAdmin, VIEW_ONLY } from '../model-admin.js';

/** What was counted for limits in the current windows. */
export class RateLimitAdmin extends ModelAdmin(RateLimit, {
  list: ['key', 'points', 'expire'],
  search: ['key'],
  title: 'key',
  ordering: ['-points'],
  permissions: VIEW_ONLY,
}) {}
