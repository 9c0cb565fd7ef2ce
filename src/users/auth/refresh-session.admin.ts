import { ModelAdmin } from '../../admin/model-admin.js';
import { RefreshSession } from './refresh-session.entity.js';

/** Sessions are looked at and deleted, which ends them; nobody makes or edits one by hand. */
export class RefreshSessionAdmin extends ModelAdmin(RefreshSession, {
  list: ['user', 'ip', 'userAgent', 'createdAt', 'rotatedAt', 'revokedAt', 'expiresAt'],
  filters: ['user', 'family', 'createdAt', 'revokedAt', 'expiresAt'],
  search: ['userAgent'],
  ordering: ['-id'],
  fieldsets: [
    { fields: ['user', 'ip', 'userAgent', 'createdAt', 'expiresAt', 'revokedAt'] },
    { title: 'Rotation', fields: ['id', 'family', 'rotatedAt', 'rotatedTo'] },
  ],
  permissions: { add: false, change: false },
  cascades: true,
}) {}
