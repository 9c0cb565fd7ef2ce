import { describe, expect, it } from '@jest/globals';
import { inMajorUnits, planAnswer } from './plan-answers.js';
import { Plan } from './plan.entity.js';
import { Price } from './price.entity.js';

const plan = Object.assign(new Plan(), { id: 2, name: 'Basic', description: 'For a search.' });
const price = (fields: Partial<Price>): Price =>
  Object.assign(new Price(), { planId: 2, interval: 'month', amount: 1999, currency: 'USD', ...fields });
const none = { amount: 0, currency: 'USD', interval: 'None' };

describe('planAnswer', () => {
  it('shows both prices in major units', () => {
    const prices = [price({}), price({ interval: 'year', amount: 20_000 }), price({ planId: 3, amount: 1 })];
    expect(planAnswer(plan, prices, true)).toEqual({
      id: 2,
      name: 'Basic',
      description: 'For a search.',
      monthly_price: { amount: 19.99, currency: 'USD', interval: 'month' },
      yearly_price: { amount: 200, currency: 'USD', interval: 'year' },
      is_current: true,
    });
  });

  it('says "None" where the plan has no price', () => {
    const answer = planAnswer(plan, [price({ planId: 3 })], false);
    expect([answer.monthly_price, answer.yearly_price, answer.is_current]).toEqual([none, none, false]);
  });

  it('leaves out the prices that were not asked for', () => {
    const answer = planAnswer(plan, [price({}), price({ interval: 'year' })], false, ['year']);
    expect(answer.monthly_price).toBeNull();
    expect(answer.yearly_price?.interval).toBe('year');
  });
});

describe('inMajorUnits', () => {
  it.each([
    [900, 'USD', 9],
    [1999, 'EUR', 19.99],
    [1999, 'JPY', 1999],
    [1999, 'KWD', 1.999],
  ])('makes %d of %s into %d', (amount, currency, expected) => {
    expect(inMajorUnits(amount, currency)).toBe(expected);
  });
});
