import { Injectable } from '@nestjs/common';
import { Transactions } from '../core/database/transactions.service.js';
import { NotFoundError } from '../core/http/app-error.js';
import { Plan } from './plan.entity.js';
import { PlanGrant } from './plan-grant.entity.js';

/** Gives people plans without payment. */
@Injectable()
export class PlanGrants {
  constructor(private readonly transactions: Transactions) {}

  /**
   * @param until when it ends; null is never.
   * @throws NotFoundError when no plan has this name.
   */
  async grant(userId: number, planName: string, reason: string, until: Date | null = null): Promise<void> {
    const plan = await this.transactions.repository(Plan).findOneBy({ name: planName });
    if (!plan) throw new NotFoundError(`There is no plan named "${planName}".`);
    await this.transactions.insert(PlanGrant, { userId, planId: plan.id, reason, until });
  }
}
