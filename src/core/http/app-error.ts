/** Extra members of a problem-details answer, e.g. `limit_info`; names as the client sees them. */
export type ProblemExtras = Record<string, unknown>;

/**
 * An error the client is meant to see. Services throw subclasses, never HTTP exceptions; one filter turns them
 * into RFC 9457 problem details.
 */
export abstract class AppError extends Error {
  /** HTTP status of the answer. */
  abstract readonly status: number;
  /** Stable machine-readable code, listed in the OpenAPI document. */
  abstract readonly code: string;
  /** Further members of the answer. */
  readonly extras: ProblemExtras = {};
  /** Seconds after which trying again makes sense, for the header of that name; null when nobody knows. */
  readonly retryAfter: number | null = null;

  /** @param message what is wrong and what to do about it; shown to the client as `detail`. */
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** 404: the thing does not exist or is not the caller's; the two answers are the same on purpose. */
export class NotFoundError extends AppError {
  readonly status = 404;
  readonly code = 'not_found';
  constructor(message = 'There is nothing here, or it is not yours.') {
    super(message);
  }
}

/** 400 with messages per field, in the shape `{field: [messages]}`. */
export class InvalidInputError extends AppError {
  readonly status = 400;
  readonly code = 'validation_error';
  override readonly extras: { errors: Record<string, string[]> };
  constructor(errors: Record<string, string[]>, message = 'The request is not valid; see errors.') {
    super(message);
    this.extras = { errors };
  }
}

/** 401: no, wrong or expired credentials. */
export class NotAuthenticatedError extends AppError {
  readonly status = 401;
  readonly code: string = 'not_authenticated';
  constructor(message = 'Log in and send the access token as "Authorization: Bearer <token>".') {
    super(message);
  }
}

/** 403: known, but not allowed. */
export class ForbiddenError extends AppError {
  readonly status = 403;
  readonly code: string = 'permission_denied';
  constructor(message = 'You are not allowed to do this.') {
    super(message);
  }
}

/** 412: the thing was changed since the caller read it; nothing was written. */
export class StaleVersionError extends AppError {
  readonly status = 412;
  readonly code = 'stale_version';
  constructor(message = 'This was changed since you read it. Read it again, then repeat your change.') {
    super(message);
  }
}
