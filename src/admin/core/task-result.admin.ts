import { TaskResult } from '../../core/jobs/task-result.entity.js';
import { ModelAdmin, VIEW_ONLY } from '../model-admin.js';
import { CancelTasks, RetryTasks } from './task.actions.js';

/** Tasks from when they were queued to their end and beyond: nobody writes them, but they can be run again or cancelled. */
export class TaskResultAdmin extends ModelAdmin(TaskResult, {
  list: [
    ...(['id', 'job', 'queue', 'status', 'attempts', 'progress', 'durationMs'] as const),
    ...(['periodicTask', 'createdAt', 'finishedAt'] as const),
  ],
  filters: ['status', 'job', 'queue', 'periodicTask', 'createdAt', 'finishedAt', 'requestId', 'taskId'],
  search: ['job'],
  title: 'job',
  ordering: ['-createdAt'],
  fieldsets: [
    { fields: ['job', 'status', 'progress', 'payload', 'result', 'traceback'] },
    {
      title: 'When',
      fields: [
        'createdAt',
        'runAt',
        'expiresAt',
        'startedAt',
        'cancelRequestedAt',
        'finishedAt',
        'durationMs',
      ],
    },
    {
      title: 'How',
      fields: [
        'id',
        'taskId',
        'queue',
        'priority',
        'attempts',
        'periodicTask',
        'groupId',
        'afterGroupId',
        'requestId',
      ],
    },
  ],
  labels: { taskId: 'Task', attempts: 'Runs', durationMs: 'Milliseconds', createdAt: 'Asked for at' },
  help: {
    result: 'What its job returned.',
    traceback: 'Why it, or its last run, failed.',
    payload: 'What its job was told.',
    groupId: 'Tasks with the same one are done before those that wait for them start.',
    afterGroupId: 'It waited for the tasks that count in this one.',
  },
  permissions: VIEW_ONLY,
  actions: {
    retry: {
      label: 'Run again',
      icon: 'RefreshCw',
      confirm: 'It is run again as if for the first time.',
      done: 'It was queued again.',
      run: RetryTasks,
    },
    cancel: {
      label: 'Cancel',
      icon: 'XCircle',
      confirm: 'One that waits ends at once, and what waits for it too; one that runs is told to stop.',
      done: 'It was cancelled, or told to stop.',
      run: CancelTasks,
    },
  },
}) {}
