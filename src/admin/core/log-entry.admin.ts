import { LogEntry } from '../../core/audit/log-entry.entity.js';
import { ModelAdmin, VIEW_ONLY } from '../model-admin.js';

/** The history of what staff did; it can be read, never changed. It shows rows of every entity, so only superusers see it. */
export class LogEntryAdmin extends ModelAdmin(LogEntry, {
  list: ['id', 'createdAt', 'actor', 'action', 'entity', 'entityId', 'label'],
  filters: ['createdAt', 'actor', 'action', 'entity', 'entityId'],
  search: ['label'],
  title: 'label',
  ordering: ['-createdAt'],
  fieldsets: [
    { fields: ['createdAt', 'actor', 'action', 'entity', 'entityId', 'label', 'diff'] },
    { title: 'Request', fields: ['id', 'requestId', 'ip'] },
  ],
  permissions: VIEW_ONLY,
  superusersOnly: true,
}) {}
