import { Injectable } from '@nestjs/common';
import { EntityChanges } from '../core/cache/entity-changes.service.js';
import { PlanAllowances } from '../core/limits/plan-allowances.service.js';
import { PlanGrant } from './plan-grant.entity.js';
import { Plan } from './plan.entity.js';
import { Price } from './price.entity.js';
import { Subscription } from './subscription.entity.js';

/** Makes every process forget what plans allow as soon as that changes, or who is on which. */
@Injectable()
export class PlanChanges {
  constructor(changes: EntityChanges, allowances: PlanAllowances) {
    changes.watch([Plan, PlanGrant, Price, Subscription], () => allowances.forget());
  }
}
