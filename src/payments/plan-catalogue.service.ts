import { Injectable } from '@nestjs/common';
import type { CacheNamespace } from '../core/cache/cache-namespace.js';
import { Cache } from '../core/cache/cache.service.js';
import { Transactions } from '../core/database/transactions.service.js';
import { Plan } from './plan.entity.js';
import { Price } from './price.entity.js';

/** A plan as far as offers need it. */
export type OfferedPlan = Pick<
  Plan,
  'id' | 'name' | 'description' | 'order' | 'aiResponsesPerDay' | 'uploadsPerDay'
>;

/** An active price, in minor units. */
export type OfferedPrice = Pick<Price, 'planId' | 'amount' | 'currency' | 'interval'>;

/** Everything on offer: all plans in their order, and the active prices of all of them. */
export interface Catalogue {
  plans: OfferedPlan[];
  prices: OfferedPrice[];
}

const TTL_MS = 600_000;

/** The price list, remembered: it is read with every look at a person's plan and changes a few times a year. */
@Injectable()
export class PlanCatalogue {
  private readonly cache: CacheNamespace<Catalogue>;

  constructor(
    private readonly transactions: Transactions,
    cache: Cache,
  ) {
    this.cache = cache.namespace({ name: 'plan-catalogue', ttl: TTL_MS, tags: [Plan, Price] });
  }

  current(): Promise<Catalogue> {
    return this.cache.getOrSet('all', () => this.load());
  }

  private async load(): Promise<Catalogue> {
    const [plans, prices] = await Promise.all([
      this.transactions.repository(Plan).find({
        select: {
          id: true,
          name: true,
          description: true,
          order: true,
          aiResponsesPerDay: true,
          uploadsPerDay: true,
        },
        order: { order: 'ASC', id: 'ASC' },
      }),
      this.transactions.repository(Price).find({
        select: { planId: true, amount: true, currency: true, interval: true },
        where: { active: true },
        order: { id: 'ASC' },
      }),
    ]);
    return { plans, prices };
  }
}
