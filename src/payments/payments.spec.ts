import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { openCache } from '../../test/support/cache.js';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js';
import { EntityChanges } from '../core/cache/entity-changes.service.js';
import type { AppConfig } from '../core/config/app-config.js';
import { databaseOptions } from '../core/database/database-options.js';
import { Transactions } from '../core/database/transactions.service.js';
import { User } from '../users/user.entity.js';
import { CurrentPlans } from './current-plans.service.js';
import { PlanCatalogue } from './plan-catalogue.service.js';
import { PlanGrants } from './plan-grants.service.js';
import { PlanGrant } from './plan-grant.entity.js';
import { Plan } from './plan.entity.js';
import { PlansSeed } from './plans-seed.service.js';
import { PlansService } from './plans.service.js';
import { Price } from './price.entity.js';
import { StripeCustomer } from './stripe-customer.entity.js';
import { SubscriptionBilling } from './subscription-billing.service.js';
import { Subscription } from './subscription.entity.js';
import { SubscriptionPlanLimits } from './subscription-plan-limits.service.js';

const config = { http: { frontendUrl: 'https://cv.example' } } as AppConfig;

describe('plans of people', () => {
  let database: TestDatabase;
  let source: DataSource;
  let seed: PlansSeed;
  let grants: PlanGrants;
  let current: CurrentPlans;
  let plans: PlansService;
  let changes: EntityChanges;
  let limits: SubscriptionPlanLimits;
  let billing: SubscriptionBilling;
  let userId: number;

  beforeAll(async () => {
    database = await createTestDatabase();
    source = await new DataSource({
      ...databaseOptions(database.url, 'request', 6),
      entities: [User, Plan, Price, Subscription, PlanGrant, StripeCustomer],
      migrations: [],
    }).initialize();
    const transactions = new Transactions(source);
    seed = new PlansSeed(transactions);
    grants = new PlanGrants(transactions);
    current = new CurrentPlans(transactions);
    changes = new EntityChanges(source, transactions);
    plans = new PlansService(
      new PlanCatalogue(transactions, openCache({ source, transactions }, changes)),
      current,
      config,
    );
    limits = new SubscriptionPlanLimits(current, plans);
    billing = new SubscriptionBilling(transactions, current, plans);
  });

  afterAll(async () => {
    await source?.destroy();
    await database?.drop();
  });

  beforeEach(async () => {
    await source.query('TRUNCATE plan, price, subscription, plan_grant, stripe_customer');
    await seed.run();
    await changes.changed(changes.tables);
    await source.query('DELETE FROM "user"');
    const made = await source.getRepository(User).insert({ username: 'ada', email: 'ada@example.com' });
    userId = made.identifiers[0]?.id as number;
  });

  const planNamed = (name: string): Promise<Plan> => source.getRepository(Plan).findOneByOrFail({ name });
  const subscribe = async (name: string, fields: Partial<Subscription> = {}): Promise<void> => {
    const plan = await planNamed(name);
    const price = await source.getRepository(Price).findOneByOrFail({ planId: plan.id, interval: 'month' });
    await source.getRepository(Subscription).insert({
      ...{ userId, planId: plan.id, priceId: price.id, status: 'active' },
      ...{
        currentPeriodStart: new Date('2026-11-01T00:00:00Z'),
        currentPeriodEnd: new Date('2026-12-01T00:00:00Z'),
      },
      ...fields,
    });
  };

  describe('PlansSeed', () => {
    it('fills an empty price list, and only that', async () => {
      await source.query(`UPDATE plan SET name = 'Starter', ai_responses_per_day = 4 WHERE name = 'Free'`);
      await source.query(`DELETE FROM price WHERE plan_id = (SELECT id FROM plan WHERE name = 'Pro')`);
      await source.query(`DELETE FROM plan WHERE name = 'Pro'`);
      await changes.changed(changes.tables);
      expect(await seed.run()).toBe(0);
      const names = (await plans.list(null)).map((plan) => plan.name);
      expect(names).toEqual(['Starter', 'Basic', 'Premium']);
      expect((await planNamed('Starter')).aiResponsesPerDay).toBe(4);
    });

    it('fills it once when several processes start at once', async () => {
      await source.query('TRUNCATE plan, price, subscription, plan_grant');
      const added = await Promise.all([seed.run(), seed.run(), seed.run(), seed.run()]);
      expect(added.sort()).toEqual([0, 0, 0, 4]);
      expect(await source.getRepository(Price).count()).toBe(6);
    });
  });

  describe('CurrentPlans', () => {
    it('is the one without a price for everybody else', async () => {
      expect((await current.of(userId)).name).toBe('Free');
    });

    it('is the highest one granted, until the grant ends', async () => {
      await grants.grant(userId, 'Basic', 'a prize');
      await grants.grant(userId, 'Premium', 'a trial', new Date(Date.now() + 60_000));
      expect((await current.of(userId)).name).toBe('Premium');
      await source.query(
        `UPDATE plan_grant SET until = now() - interval '1 second' WHERE reason = 'a trial'`,
      );
      expect((await current.of(userId)).name).toBe('Basic');
      await expect(grants.grant(userId, 'Gold', 'a typo')).rejects.toThrow('There is no plan named "Gold".');
    });

    it.each(['trialing', 'active', 'past_due'] as const)(
      'is the subscription while it is %s',
      async (status) => {
        await grants.grant(userId, 'Premium', 'a prize');
        await subscribe('Pro', { status });
        expect((await current.of(userId)).name).toBe('Pro');
      },
    );

    it.each(['incomplete', 'incomplete_expired', 'canceled', 'unpaid', 'paused'] as const)(
      'is not the subscription when it is %s',
      async (status) => {
        await subscribe('Pro', { status });
        expect((await current.of(userId)).name).toBe('Free');
      },
    );

    it('says what to do where no plan is free', async () => {
      await source.query('TRUNCATE plan, price, subscription, plan_grant');
      await expect(current.of(userId)).rejects.toThrow('plans:seed');
    });
  });

  it('allows one live subscription each, and any number of ended ones', async () => {
    await subscribe('Basic', { status: 'canceled' });
    await subscribe('Basic', { status: 'canceled' });
    await subscribe('Basic');
    await expect(subscribe('Pro', { status: 'trialing' })).rejects.toThrow('uq_subscription_user_id_live');
  });

  it('allows what the plan allows, and names the next plan up', async () => {
    expect(await limits.allowanceOf(userId)).toEqual({
      plan: 'Free',
      quotas: {
        ...{ aiResponsesPerDay: 3, questionnairesPerDay: 5, uploadsPerDay: 3 },
        ...{ apiCallsPerHour: 100, burstPerMinute: 30 },
      },
    });
    expect(await limits.upgradeFor(userId)).toEqual({
      message: 'Basic allows 20 AI responses and 20 uploads a day.',
      recommended_plan: 'Basic',
      upgrade_url: 'https://cv.example/plans',
    });
    await grants.grant(userId, 'Premium', 'a prize');
    const { plan, quotas } = await limits.allowanceOf(userId);
    expect([plan, quotas.aiResponsesPerDay, quotas.apiCallsPerHour]).toEqual(['Premium', 1000, 1200]);
    expect(await limits.upgradeFor(userId)).toBeNull();
  });

  describe('SubscriptionBilling', () => {
    it('has nothing to say of someone who never paid', async () => {
      const { plan, ...rest } = await billing.forUser(userId);
      expect(plan).toMatchObject({ name: 'Free', is_current: true });
      expect(Object.values(rest)).toEqual([null, null, null, null, null]);
    });

    it('tells of the live subscription before a newer one that ended', async () => {
      await subscribe('Pro', { stripeSubscriptionId: 'sub_live' });
      await subscribe('Basic', { stripeSubscriptionId: 'sub_ended', status: 'canceled' });
      await source.getRepository(StripeCustomer).insert({ userId, customerId: 'cus_1' });
      expect(await billing.forUser(userId)).toMatchObject({
        plan: { name: 'Pro', monthly_price: { amount: 19, currency: 'USD', interval: 'month' } },
        stripe_subscription_id: 'sub_live',
        stripe_subscription_status: 'active',
        stripe_customer_id: 'cus_1',
        subscription_renewal_date: '2026-12-01T00:00:00.000Z',
        subscription_interval: 'month',
      });
    });

    it('gives no renewal date to one that ends with its period', async () => {
      await subscribe('Pro', { cancelAtPeriodEnd: true });
      expect((await billing.forUser(userId)).subscription_renewal_date).toBeNull();
    });
  });
});
