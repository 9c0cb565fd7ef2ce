import type { WorkLimits } from '../child-processes/child-process.js';

/** One run of a task, as its job sees it; it limits what child processes do for it. */
export interface JobRun extends WorkLimits {
  /** The task's id: the same in every run of it. */
  readonly taskId: string;
  /** Which run this is, the first is 1; killed ones count. */
  readonly attempt: number;
  /** Aborted when the time limit is over or somebody cancels the task; its `reason` is the error to end with. */
  readonly signal: AbortSignal;
  /** Tells people how far it is. @param percent 0 to 100 */
  progress(percent: number): Promise<void>;
  /** The results of the tasks this one waited for in its chain, in the order they were written there. */
  previous(): Promise<unknown[]>;
}
