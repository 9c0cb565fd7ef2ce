import { ModelAdmin } from '../model-admin.js';
import { AdminSession } from '../sessions/admin-session.entity.js';

/** Who is logged in to the admin; deleting a row logs that browser out. */
export class AdminSessionAdmin extends ModelAdmin(AdminSession, {
  list: ['user', 'ip', 'userAgent', 'createdAt', 'lastSeenAt', 'expiresAt'],
  filters: ['user', 'lastSeenAt'],
  search: ['userAgent'],
  ordering: ['-lastSeenAt'],
  permissions: { add: false, change: false },
  cascades: true,
}) {}
