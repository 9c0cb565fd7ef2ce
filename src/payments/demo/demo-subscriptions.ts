import type { CopyValue } from '../../core/data/copy/copy-text.js';
import { DemoRandom } from '../../core/data/demo/demo-random.js';
import type { DemoRun } from '../../core/data/demo/demo-run.js';
import type { DemoPeople, DemoPerson } from '../../users/demo/demo-people.js';
import type { SubscriptionStatus } from '../subscription.entity.js';
import { type DemoPlan, demoPlans } from './demo-plans.js';

/** Of all people: what pays or once paid, and what staff gave a plan. The rest is on the free plan, without a row. */
const SUBSCRIBED = 0.2;
const GRANTED = 0.01;

/** Most subscriptions run; each status that a person or an operator meets is there. */
const STATUSES: SubscriptionStatus[] = [
  ...Array<SubscriptionStatus>(14).fill('active'),
  ...(['trialing', 'trialing', 'past_due', 'unpaid', 'canceled', 'canceled', 'incomplete_expired'] as const),
];

const MONTH_MS = 30 * 86_400_000;

const CUSTOMER_COLUMNS = ['id', 'user_id', 'customer_id', 'created_at', 'updated_at', 'version'];
const SUBSCRIPTION_COLUMNS = [
  ...['id', 'user_id', 'plan_id', 'price_id', 'stripe_subscription_id', 'status', 'current_period_start'],
  ...['current_period_end', 'cancel_at_period_end', 'created_at', 'updated_at', 'version'],
];
const GRANT_COLUMNS = [
  ...['id', 'user_id', 'plan_id', 'until', 'reason', 'created_at', 'updated_at', 'version'],
];

/** Subscriptions with their Stripe customers, and plans given by staff. Stripe knows none of these ids. */
export async function seedSubscriptions(run: DemoRun, people: DemoPeople): Promise<void> {
  const plans = await demoPlans(run);
  const paid = plans.filter(({ prices }) => prices.length > 0);
  const chosen = { subscribed: [] as number[], granted: [] as number[] };
  for (let index = 0; index < people.count; index += 1) {
    const share = new DemoRandom(run.seed, 'plan', index).next();
    if (share < SUBSCRIBED && paid.length > 0) chosen.subscribed.push(index);
    else if (share > 1 - GRANTED) chosen.granted.push(index);
  }
  const { subscribed, granted } = chosen;
  const firstCustomer = await run.reserve('stripe_customer', subscribed.length);
  await run.write('stripe_customer', CUSTOMER_COLUMNS, customers(people, subscribed, firstCustomer));
  const firstSubscription = await run.reserve('subscription', subscribed.length);
  await run.write(
    'subscription',
    SUBSCRIPTION_COLUMNS,
    subscriptions(run, people, subscribed, firstSubscription, paid),
  );
  const firstGrant = await run.reserve('plan_grant', granted.length);
  await run.write('plan_grant', GRANT_COLUMNS, grants(run, people, granted, firstGrant, plans));
}

function* customers(people: DemoPeople, chosen: number[], firstId: number): Generator<CopyValue[]> {
  for (const [index, number] of chosen.entries()) {
    const { id, dateJoined } = people.person(number);
    const at = dateJoined.toISOString();
    yield [firstId + index, id, `cus_demo${id}`, at, at, 1];
  }
}

function* subscriptions(
  run: DemoRun,
  people: DemoPeople,
  chosen: number[],
  firstId: number,
  plans: DemoPlan[],
): Generator<CopyValue[]> {
  for (const [index, number] of chosen.entries()) {
    const random = new DemoRandom(run.seed, 'subscription', number);
    const person = people.person(number);
    const plan = random.pick(plans);
    const price = random.pick(plan.prices);
    const status = random.pick(STATUSES);
    const [start, end] = period(
      run,
      person,
      price.interval === 'year' ? 12 * MONTH_MS : MONTH_MS,
      random.next(),
    );
    const created = person.dateJoined.toISOString();
    yield [
      ...[firstId + index, person.id, plan.id, price.id, `sub_demo${person.id}`, status],
      ...[start.toISOString(), end.toISOString(), random.chance(0.1), created, start.toISOString(), 1],
    ];
  }
}

/** The period that is paid for: it has begun, and not before the person came. */
function period(run: DemoRun, { dateJoined }: DemoPerson, length: number, share: number): [Date, Date] {
  const earliest = Math.max(dateJoined.getTime(), run.asOf.getTime() - length);
  const start = run.between(new Date(earliest), run.asOf, share);
  return [start, new Date(start.getTime() + length)];
}

function* grants(
  run: DemoRun,
  people: DemoPeople,
  chosen: number[],
  firstId: number,
  plans: DemoPlan[],
): Generator<CopyValue[]> {
  for (const [index, number] of chosen.entries()) {
    const random = new DemoRandom(run.seed, 'grant', number);
    const { id, dateJoined } = people.person(number);
    const at = run.between(dateJoined, run.asOf, random.next());
    const until = random.chance(0.7) ? new Date(at.getTime() + random.between(1, 12) * MONTH_MS) : null;
    yield [
      ...[firstId + index, id, random.pick(plans.slice(-2)).id, until?.toISOString() ?? null],
      ...[random.pick(['Press', 'Beta tester', 'Apology for an outage', 'Teacher']), at.toISOString()],
      ...[at.toISOString(), 1],
    ];
  }
}
