import { Injectable } from '@nestjs/common';
import { Transactions } from '../core/database/transactions.service.js';
import { Plan } from './plan.entity.js';
import { Price } from './price.entity.js';
import { USUAL_PLANS } from './usual-plans.js';

/** Fills the price list of a new installation. */
@Injectable()
export class PlansSeed {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Adds the usual plans where there is no plan at all: what staff renamed, changed or removed stays so. Safe to
   * call at every start, and from several processes at once.
   * @returns how many plans were added.
   */
  async run(): Promise<number> {
    if (await this.transactions.repository(Plan).exists()) return 0;
    return this.transactions.run(async () => {
      const plans = this.transactions.repository(Plan);
      // Against a second process that is just doing the same; readers are not held up.
      await this.transactions.manager.query('LOCK TABLE plan IN SHARE ROW EXCLUSIVE MODE');
      if (await plans.exists()) return 0;
      for (const { prices, ...plan } of USUAL_PLANS) {
        const { id: planId } = await this.transactions.insert(Plan, plan);
        await this.transactions.insertAll(
          Price,
          prices.map((price) => ({ ...price, planId })),
        );
      }
      return USUAL_PLANS.length;
    });
  }
}
