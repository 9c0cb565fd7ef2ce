import { AppError } from '../http/app-error.js';

/** 409: a mail cannot be sent once more. */
export class NotResendableError extends AppError {
  readonly status = 409;
  readonly code = 'not_resendable';
  constructor(subject: string) {
    super(`“${subject}” is about to be sent anyway, or what it said was erased.`);
  }
}
