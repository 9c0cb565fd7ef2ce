import { RateLimit } from '../../core/limits/rate-limit.entity.js';
import { ModelAdmin, VIEW_ONLY } from '../model-admin.js';

/** What was counted for limits; `npm run cli -- limits:status` tells beside it what is allowed. */
export class RateLimitAdmin extends ModelAdmin(RateLimit, {
  list: [
    'key',
    'points',
    {
      name: 'endsAt',
      label: 'Ends at',
      kind: 'instant',
      sql: (row) => `to_timestamp(${row}.expire / 1000.0)`,
    },
  ],
  search: ['key'],
  title: 'key',
  ordering: ['-points'],
  labels: { points: 'Counted', expire: 'Ends at, in milliseconds since 1970' },
  permissions: VIEW_ONLY,
}) {}
