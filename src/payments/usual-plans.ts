import type { Plan } from './plan.entity.js';
import type { Price } from './price.entity.js';

type SeedPlan = Omit<Plan, 'id' | 'createdAt' | 'updatedAt' | 'version'> & {
  prices: Pick<Price, 'interval' | 'amount' | 'currency'>[];
};

const prices = (monthly: number, yearly: number): SeedPlan['prices'] => [
  { interval: 'month', amount: monthly, currency: 'USD' },
  { interval: 'year', amount: yearly, currency: 'USD' },
];

/** The plans a new installation starts with; staff edit them in the admin. Amounts in cents. */
export const USUAL_PLANS: readonly SeedPlan[] = [
  {
    name: 'Free',
    description: 'To try it out.',
    order: 0,
    aiResponsesPerDay: 3,
    questionnairesPerDay: 5,
    uploadsPerDay: 3,
    apiCallsPerHour: 100,
    burstPerMinute: 30,
    features: ['3 AI responses a day', 'PDF, DOCX and text', 'Match report'],
    prices: [],
  },
  {
    name: 'Basic',
    description: 'For an active job search.',
    order: 1,
    aiResponsesPerDay: 20,
    questionnairesPerDay: 50,
    uploadsPerDay: 20,
    apiCallsPerHour: 300,
    burstPerMinute: 60,
    features: ['20 AI responses a day', 'Everything in Free'],
    prices: prices(900, 9_000),
  },
  {
    name: 'Pro',
    description: 'For many applications at once.',
    order: 2,
    aiResponsesPerDay: 100,
    questionnairesPerDay: 200,
    uploadsPerDay: 100,
    apiCallsPerHour: 600,
    burstPerMinute: 120,
    features: ['100 AI responses a day', 'Everything in Basic'],
    prices: prices(1_900, 19_000),
  },
  {
    name: 'Premium',
    description: 'For coaches and agencies.',
    order: 3,
    aiResponsesPerDay: 1_000,
    questionnairesPerDay: 1_000,
    uploadsPerDay: 500,
    apiCallsPerHour: 1_200,
    burstPerMinute: 240,
    features: ['1,000 AI responses a day', 'Everything in Pro'],
    prices: prices(4_900, 49_000),
  },
];
