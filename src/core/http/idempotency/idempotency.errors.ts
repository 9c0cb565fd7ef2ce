import { AppError } from '../app-error.js';

/** 409: the first request with this key has not been answered yet. */
export class IdempotencyKeyInUseError extends AppError {
  readonly status = 409;
  readonly code = 'idempotency_key_in_use';
  constructor() {
    super('A request with this Idempotency-Key is still running. Try again in a moment.');
  }
}

/** 422: the key belongs to another request. */
export class IdempotencyKeyReusedError extends AppError {
  readonly status = 422;
  readonly code = 'idempotency_key_reused';
  constructor() {
    super('This Idempotency-Key was used for a different request. Take a new key for each request.');
  }
}
