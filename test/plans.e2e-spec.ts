import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';

const none = { amount: 0, currency: 'USD', interval: 'None' };
const dollars = (amount: number, interval: string) => ({ amount, currency: 'USD', interval });

describe('GET /core/plans', () => {
  let app: TestApp;
  let nobody: Api;

  beforeAll(async () => {
    app = await startApp();
    nobody = api(app);
  });

  afterAll(() => app?.stop());

  it('lists the plans of a new installation to anyone, in their order', async () => {
    const { status, body } = await nobody.get('/core/plans');
    expect(status).toBe(200);
    expect(body).toEqual(
      [
        { name: 'Free', monthly_price: none, yearly_price: none },
        { name: 'Basic', monthly_price: dollars(9, 'month'), yearly_price: dollars(90, 'year') },
        { name: 'Pro', monthly_price: dollars(19, 'month'), yearly_price: dollars(190, 'year') },
        { name: 'Premium', monthly_price: dollars(49, 'month'), yearly_price: dollars(490, 'year') },
      ].map((plan) => ({
        ...plan,
        id: expect.any(Number),
        description: expect.any(String),
        is_current: false,
      })),
    );
  });

  it.each([
    ['monthly', 'monthly_price', 'yearly_price'],
    ['yearly', 'yearly_price', 'monthly_price'],
  ])('shows only the %s prices when asked to', async (billing, shown, hidden) => {
    const { body } = await nobody.get(`/core/plans/?billing=${billing}`);
    expect(body.map((plan: Record<string, unknown>) => plan[hidden])).toEqual([null, null, null, null]);
    expect(body[0][shown]).toEqual(none);
    expect(body[1][shown]).toMatchObject({
      currency: 'USD',
      interval: billing === 'monthly' ? 'month' : 'year',
    });
  });

  it('marks the plan of a caller who says who they are', async () => {
    const { body } = await nobody.post('/auth/registration', {
      username: 'ada',
      email: 'ada@example.com',
      password1: 'correct horse',
      password2: 'correct horse',
    });
    const current = async (token: string): Promise<string[]> =>
      (await nobody.as(token).get('/core/plans')).body
        .filter((plan: { is_current: boolean }) => plan.is_current)
        .map((plan: { name: string }) => plan.name);
    expect(await current(body.access)).toEqual(['Free']);
    expect(await current('a token that is none')).toEqual([]);
  });

  it('refuses another interval and an unknown parameter by name', async () => {
    const { status, body } = await nobody.get('/core/plans?billing=weekly&sort=name');
    expect([status, body.code]).toEqual([400, 'validation_error']);
    expect(Object.keys(body.errors).sort()).toEqual(['billing', 'sort']);
  });
});
