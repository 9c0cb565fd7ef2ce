import { ForbiddenError } from '../http/app-error.js';

/** 403: metrics are for the operator. */
export class MetricsRefusedError extends ForbiddenError {
  constructor() {
    super(
      'Metrics are told to this machine only, or to whoever sends METRICS_TOKEN: Authorization: Bearer <token>.',
    );
  }
}
