import { AppError } from '../../core/http/app-error.js';
import type { DeletionPlan } from './deletion-plan.js';

/** 409: something stands against a deletion; its extras tell what, as far as the person may know. */
export class DeletionBlockedError extends AppError {
  readonly status = 409;
  readonly code = 'deletion_blocked';

  override readonly extras: { plan: object };

  /** @param told the plan as its reader may know it */
  constructor(
    readonly plan: DeletionPlan,
    told: object = {},
  ) {
    super('Nothing was deleted: something that stands against it is listed below.');
    this.extras = { plan: told };
  }
}
