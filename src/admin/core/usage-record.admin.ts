import { UsageRecord } from '../../core/limits/quotas/usage-record.entity.js';
import { ModelAdmin, VIEW_ONLY } from '../model-admin.js';

/** What people have used of their daily quotas. */
export class UsageRecordAdmin extends ModelAdmin(UsageRecord, {
  list: ['userId', 'scope', 'day', 'used', 'reserved'],
  filters: ['scope', 'day'],
  ordering: ['-day'],
  permissions: VIEW_ONLY,
  cascades: true,
}) {}
