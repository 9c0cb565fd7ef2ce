import { AppError, InvalidInputError, NotAuthenticatedError } from '../core/http/app-error.js';

const TAKEN: Record<string, string> = {
  username: 'This username is taken.',
  email: 'An account with this email exists already. Log in, or reset its password.',
};

/** 400: the name or the address belongs to another account. */
export class AccountTakenError extends InvalidInputError {
  constructor(fields: string[]) {
    super(Object.fromEntries(fields.map((field) => [field, [TAKEN[field] ?? 'This is taken.']])));
  }
}

/** 401: no active account has this name and password; which of them is wrong is nobody's business. */
export class InvalidCredentialsError extends NotAuthenticatedError {
  override readonly code = 'invalid_credentials';
  constructor() {
    super('No active account has this name and password.');
  }
}

/** 401: the refresh token is unknown, expired, revoked or was used before. */
export class InvalidRefreshTokenError extends NotAuthenticatedError {
  override readonly code = 'invalid_refresh_token';
  constructor() {
    super('This session has ended. Log in again.');
  }
}

/** 403: a request that relies on cookies must prove that it comes from a page that can read them. */
export class CsrfError extends AppError {
  readonly status = 403;
  readonly code = 'csrf_failed';
  constructor() {
    super('Send the value of the csrftoken cookie (see GET /auth/csrf-token) in the X-CSRFToken header.');
  }
}
