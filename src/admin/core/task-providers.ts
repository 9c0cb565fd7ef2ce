import { JobsPanel } from './jobs.panel.js';
import { PeriodicTaskRemover } from './periodic-task-remover.service.js';
import { PeriodicTaskSaver } from './periodic-task-saver.service.js';
import { JobSuggestions, TimeZoneSuggestions } from './periodic-task-suggestions.js';
import { RunPeriodicTask } from './run-periodic-task.action.js';
import { CancelTasks, RetryTasks } from './task.actions.js';
import { TaskMonitorPage } from './task-monitor.page.js';

/** What the admin of background work needs. */
export const TASK_PROVIDERS = [
  CancelTasks,
  JobsPanel,
  JobSuggestions,
  PeriodicTaskRemover,
  PeriodicTaskSaver,
  RetryTasks,
  RunPeriodicTask,
  TaskMonitorPage,
  TimeZoneSuggestions,
];
