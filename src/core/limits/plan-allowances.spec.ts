import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { NotFoundError } from '../http/app-error.js';
import { PlanAllowances } from './plan-allowances.service.js';
import { type PlanAllowance, PlanLimits } from './plan-limits.js';

const free = { plan: 'Free' } as PlanAllowance;
const pro = { plan: 'Pro' } as PlanAllowance;

describe('PlanAllowances', () => {
  const allowanceOf = jest.fn<PlanLimits['allowanceOf']>();
  const upgradeFor = jest.fn<PlanLimits['upgradeFor']>();
  let allowances: PlanAllowances;
  beforeEach(() => {
    jest.useFakeTimers();
    allowanceOf.mockReset().mockResolvedValue(free);
    upgradeFor.mockReset().mockResolvedValue(null);
    allowances = new PlanAllowances({ allowanceOf, upgradeFor });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('asks once for all who want to know, and remembers it for five minutes', async () => {
    expect(allowances.known(7)).toBeUndefined();
    expect(await Promise.all([allowances.ask(7), allowances.ask(7)])).toEqual([free, free]);
    expect(allowanceOf).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(299_999);
    expect(allowances.known(7)).toBe(free);
    jest.advanceTimersByTime(1);
    expect(allowances.known(7)).toBeUndefined();
  });

  it('forgets when plans change, also what was being asked for at that moment', async () => {
    let answer: (allowance: PlanAllowance) => void = () => undefined;
    allowanceOf.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    const before = allowances.ask(7);
    allowances.forget();
    answer(free);
    expect(await before).toBe(free);
    expect(allowances.known(7)).toBeUndefined();
    allowanceOf.mockResolvedValueOnce(pro);
    expect(await allowances.ask(7)).toBe(pro);
    expect(allowances.known(7)).toBe(pro);
  });

  it('believes what it knew last while the database is away, and lets the failure be seen where it knew nothing', async () => {
    await allowances.ask(7);
    jest.advanceTimersByTime(300_000);
    allowanceOf.mockRejectedValue(new Error('Connection terminated'));
    expect(await allowances.ask(7)).toBe(free);
    await expect(allowances.ask(8)).rejects.toThrow('Connection terminated');
  });

  it('has no limits for anybody where there are no plans', async () => {
    allowanceOf.mockRejectedValue(new NotFoundError());
    expect(await allowances.ask(7)).toBeNull();
    expect(allowances.known(7)).toBeNull();
  });

  it('looks for the next plan up once, however often a limit refuses', async () => {
    await allowances.ask(7);
    await Promise.all([allowances.upgradeFor(7), allowances.upgradeFor(7)]);
    expect(upgradeFor).toHaveBeenCalledTimes(1);
  });
});
