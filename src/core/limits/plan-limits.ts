/** How much of each thing a plan allows per day, or per hour for API calls. */
export interface Quotas {
  aiResponsesPerDay: number;
  questionnairesPerDay: number;
  uploadsPerDay: number;
  apiCallsPerHour: number;
}

/** What a person's plan allows, and the plan they could move to. */
export interface PlanAllowance {
  plan: string;
  quotas: Quotas;
  /** Null on the highest plan. */
  upgrade: { message: string; recommended_plan: string; upgrade_url: string } | null;
}

/** The plan of a person, for whoever enforces quotas; implemented where plans are known. */
export abstract class PlanLimits {
  abstract allowanceOf(userId: number): Promise<PlanAllowance>;
}
