import { JobsPanel } from './jobs.panel.js';
import { PeriodicTaskRemover } from './periodic-task-remover.service.js';
import { PeriodicTaskSaver } from './periodic-task-saver.service.js';
import { JobSuggestions, TimeZoneSuggestions } from './periodic-task-suggestions.js';
import { RunPeriodicTask } from './run-periodic-task.action.js';

/** What the admin of background work needs. */
export const TASK_PROVIDERS = [
  JobsPanel,
  JobSuggestions,
  PeriodicTaskRemover,
  PeriodicTaskSaver,
  RunPeriodicTask,
  TimeZoneSuggestions,
];
