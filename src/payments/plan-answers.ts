import { PlanAnswer, PriceAnswer } from '../users/plan-answer.js';
import type { OfferedPlan, OfferedPrice } from './plan-catalogue.service.js';
import type { Interval } from './price.entity.js';

/** What clients of the service were always told where there is no price. */
const NO_PRICE: PriceAnswer = { amount: 0, currency: 'USD', interval: 'None' };

/**
 * A plan as clients see it.
 * @param prices active prices, of this plan and of others.
 * @param intervals the prices asked for; the others are null.
 */
export function planAnswer(
  plan: Pick<OfferedPlan, 'id' | 'name' | 'description'>,
  prices: readonly OfferedPrice[],
  isCurrent: boolean,
  intervals: readonly Interval[] = ['month', 'year'],
): PlanAnswer {
  const priceFor = (interval: Interval): PriceAnswer | null =>
    intervals.includes(interval)
      ? priceAnswer(prices.find((price) => price.planId === plan.id && price.interval === interval))
      : null;
  return {
    id: plan.id,
    name: plan.name,
    description: plan.description,
    monthly_price: priceFor('month'),
    yearly_price: priceFor('year'),
    is_current: isCurrent,
  };
}

function priceAnswer(price: OfferedPrice | undefined): PriceAnswer {
  if (!price) return NO_PRICE;
  const { amount, currency, interval } = price;
  return { amount: inMajorUnits(amount, currency), currency, interval };
}

/** 1999 of USD is 19.99, 1999 of JPY is 1999; the digits of a currency are those of ISO 4217. */
export function inMajorUnits(amount: number, currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
}
