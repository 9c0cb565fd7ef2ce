import { AppError } from '../http/app-error.js';

/** 409: the task comes with the service, which would only make it again. */
export class DefaultTaskError extends AppError {
  readonly status = 409;
  readonly code = 'default_task';
  constructor(name: string) {
    super(`"${name}" comes with the service and would be back at its next start. Switch it off instead.`);
  }
}
