import type { DemoRun } from '../../core/data/demo/demo-run.js';
import { USUAL_PLANS } from '../usual-plans.js';

export interface DemoPlan {
  id: number;
  /** Prices on offer; none for a plan that costs nothing. */
  prices: { id: number; interval: 'month' | 'year' }[];
}

const PLAN_COLUMNS = [
  ...[
    'id',
    'name',
    'description',
    'order',
    'ai_responses_per_day',
    'questionnaires_per_day',
    'uploads_per_day',
  ],
  ...['api_calls_per_hour', 'burst_per_minute', 'features', 'created_at', 'updated_at', 'version'],
];
const PRICE_COLUMNS = [
  ...['id', 'plan_id', 'interval', 'amount', 'currency', 'active', 'created_at', 'updated_at', 'version'],
];

/** The plans there are, cheapest first; the usual ones are added where there is none, as `plans:seed` does. */
export async function demoPlans(run: DemoRun): Promise<DemoPlan[]> {
  const existing = await readPlans(run);
  if (existing.length > 0) return existing;
  const now = run.asOf.toISOString();
  const first = await run.reserve('plan', USUAL_PLANS.length);
  await run.write(
    'plan',
    PLAN_COLUMNS,
    USUAL_PLANS.map((plan, index) => [
      ...[first + index, plan.name, plan.description, plan.order],
      ...[plan.aiResponsesPerDay, plan.questionnairesPerDay, plan.uploadsPerDay, plan.apiCallsPerHour],
      ...[plan.burstPerMinute, JSON.stringify(plan.features), now, now, 1],
    ]),
  );
  const prices = USUAL_PLANS.flatMap((plan, index) =>
    plan.prices.map((price) => ({ ...price, planId: first + index })),
  );
  const firstPrice = await run.reserve('price', prices.length);
  await run.write(
    'price',
    PRICE_COLUMNS,
    prices.map(({ planId, interval, amount, currency }, index) => [
      ...[firstPrice + index, planId, interval, amount, currency, true, now, now, 1],
    ]),
  );
  return readPlans(run);
}

async function readPlans({ client }: DemoRun): Promise<DemoPlan[]> {
  const { rows } = await client.query<DemoPlan>(
    `SELECT id, (SELECT coalesce(json_agg(json_build_object('id', price.id, 'interval', interval) ORDER BY price.id), '[]')
                 FROM price WHERE plan_id = plan.id AND active) AS prices
     FROM plan ORDER BY "order", id`,
  );
  return rows;
}
