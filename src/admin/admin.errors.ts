import { AppError } from '../core/http/app-error.js';
import type { StaleRow } from './answers/form.answer.js';

/** Stops the boot: a declaration names something that is not there, or twice. */
export class AdminDeclarationError extends Error {
  constructor(admin: string, problem: string) {
    super(`${admin}: ${problem}`);
    this.name = 'AdminDeclarationError';
  }
}

/** 422: values that cannot be stored, by field; `''` holds what concerns the row as a whole. */
export class InvalidValuesError extends AppError {
  readonly status = 422;
  readonly code = 'validation_error';

  override readonly extras: { errors: Readonly<Record<string, string>> };

  constructor(readonly fields: Readonly<Record<string, string>>) {
    super(fields[''] ?? 'Some fields cannot be saved like this; see the notes beside them.');
    this.extras = { errors: fields };
  }
}

/** 409: the row was changed by someone else since the form was opened. */
export class StaleFormError extends AppError {
  readonly status = 409;
  readonly code = 'stale_form';

  override readonly extras: { stale?: StaleRow };

  /** @param stale what the row is now; said to whoever may see it */
  constructor(stale?: StaleRow) {
    super('Someone changed this in the meantime. Look at what is different, then save again.');
    this.extras = stale ? { stale } : {};
  }
}

/** 401: no session, or one that has ended. */
export class NoAdminSessionError extends AppError {
  readonly status = 401;
  readonly code = 'not_authenticated';

  constructor() {
    super('Your session has ended. Log in again.');
  }
}

/** 403: a write that did not come from one of the admin's own pages. */
export class CrossSiteWriteError extends AppError {
  readonly status = 403;
  readonly code = 'cross_site_write';

  constructor() {
    super('This request did not come from a page of the admin. Reload the page and try again.');
  }
}
