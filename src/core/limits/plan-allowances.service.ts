import { Injectable } from '@nestjs/common';
import { AppError } from '../http/app-error.js';
import { type PlanAllowance, PlanLimits, type PlanUpgrade } from './plan-limits.js';

/** How long what a plan allows is believed without asking: changes are told at once, but a grant ends by the clock. */
const REMEMBERED_MS = 5 * 60_000;

const PEOPLE = 50_000;

interface Remembered {
  /** Null where there is no plan to be on: such a person has no limits yet. */
  allowance: PlanAllowance | null;
  until: number;
  /** Asked for when a limit is reached first, and not again for each refusal. */
  upgrade?: Promise<PlanUpgrade | null>;
}

/** What people's plans allow, remembered for five minutes, so that a request need not ask for it. */
@Injectable()
export class PlanAllowances {
  private readonly remembered = new Map<number, Remembered>();
  private asked = new Map<number, Promise<PlanAllowance | null>>();

  constructor(private readonly planLimits: PlanLimits) {}

  /** What is remembered; undefined when it must be asked for. */
  known(userId: number): PlanAllowance | null | undefined {
    const known = this.remembered.get(userId);
    return known && known.until > Date.now() ? known.allowance : undefined;
  }

  /** Asks, once for all who want to know at the same time. While the database is away, what was known last still holds. */
  ask(userId: number): Promise<PlanAllowance | null> {
    const { asked } = this;
    let answer = asked.get(userId);
    if (!answer) {
      answer = this.load(userId, asked).finally(() => asked.delete(userId));
      asked.set(userId, answer);
    }
    return answer;
  }

  /** The plan a person could move to; null on the highest one. */
  async upgradeFor(userId: number): Promise<PlanUpgrade | null> {
    const known = this.remembered.get(userId);
    if (!known) return this.planLimits.upgradeFor(userId);
    return (known.upgrade ??= this.planLimits.upgradeFor(userId));
  }

  /** Forgets everybody's: what plans allow, or who is on which, has changed. */
  forget(): void {
    this.remembered.clear();
    this.asked = new Map();
  }

  /** What is forgotten while it is being asked for is not remembered. */
  private async load(userId: number, asked: object): Promise<PlanAllowance | null> {
    const allowance = await this.allowanceOf(userId);
    if (asked !== this.asked) return allowance;
    // Deleting first puts it last, so that the first is the one that was asked for longest ago.
    this.remembered.delete(userId);
    this.remembered.set(userId, { allowance, until: Date.now() + REMEMBERED_MS });
    if (this.remembered.size > PEOPLE) this.remembered.delete(this.remembered.keys().next().value!);
    return allowance;
  }

  private async allowanceOf(userId: number): Promise<PlanAllowance | null> {
    try {
      return await this.planLimits.allowanceOf(userId);
    } catch (error) {
      const known = this.remembered.get(userId);
      if (known) return known.allowance;
      if (error instanceof AppError) return null;
      throw error;
    }
  }
}
