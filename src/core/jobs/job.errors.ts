import { InvalidInputError } from '../http/app-error.js';

/** The task ran longer than its job's `timeLimitMs`. */
export class TimeLimitError extends Error {
  constructor(milliseconds: number) {
    super(`the job was told to stop after ${milliseconds} ms`);
    this.name = 'TimeLimitError';
  }
}

/** Somebody cancelled the task, or a task before it in its chain did not succeed. */
export class TaskCancelledError extends Error {
  constructor(reason = 'the task was cancelled') {
    super(reason);
    this.name = 'TaskCancelledError';
  }
}

/** Nobody had started the task when its time was over. */
export class TaskExpiredError extends Error {
  constructor(expiresAt: Date) {
    super(`the task was not to be started after ${expiresAt.toISOString()}`);
    this.name = 'TaskExpiredError';
  }
}

/** What a job was to be told cannot be stored. */
export class InvalidPayloadError extends InvalidInputError {
  constructor(problem: string) {
    super({ payload: [problem] }, `The payload of a job is not valid: ${problem}`);
  }
}
