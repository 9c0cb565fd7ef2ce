import { AppError } from '../core/http/app-error.js';

/** 503: the installation has no plan that people could be on. */
export class PlansMissingError extends AppError {
  readonly status = 503;
  readonly code = 'plans_missing';
  constructor() {
    super(
      'There is no plan without a price yet. The operator adds the usual ones with "npm run cli -- plans:seed".',
    );
  }
}
