/** How much of each thing a plan allows per day, and of API calls per hour and minute. */
export interface Quotas {
  aiResponsesPerDay: number;
  questionnairesPerDay: number;
  uploadsPerDay: number;
  apiCallsPerHour: number;
  burstPerMinute: number;
}

/** Where somebody stands with one of their limits; names as clients see them. */
export interface LimitInfo {
  limit: number;
  used: number;
  remaining: number;
  /** ISO 8601. */
  reset_at: string;
  current_plan: string;
}

/** What a person's plan allows. */
export interface PlanAllowance {
  plan: string;
  quotas: Quotas;
}

/** A plan that allows more; names as clients see them. */
export interface PlanUpgrade {
  message: string;
  recommended_plan: string;
  upgrade_url: string;
}

/** The plan of a person, for whoever enforces quotas; implemented where plans are known. */
export abstract class PlanLimits {
  abstract allowanceOf(userId: number): Promise<PlanAllowance>;

  /** The plan they could move to; null on the highest one. */
  abstract upgradeFor(userId: number): Promise<PlanUpgrade | null>;
}
