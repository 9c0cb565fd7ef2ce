import { OutboxMessage } from '../../core/jobs/outbox-message.entity.js';
import { ModelAdmin, VIEW_ONLY } from '../model-admin.js';

/** Jobs that are still to be queued; normally empty. */
export class OutboxMessageAdmin extends ModelAdmin(OutboxMessage, {
  list: ['id', 'job', 'payload', 'runAt', 'waitsFor', 'requestId', 'createdAt'],
  filters: ['job', 'runAt', 'waitsFor', 'periodicTask', 'requestId', 'taskId', 'createdAt'],
  search: ['job', 'requestId'],
  title: 'job',
  permissions: VIEW_ONLY,
}) {}
