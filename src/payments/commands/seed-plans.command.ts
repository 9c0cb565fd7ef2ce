import type { PlansSeed } from '../plans-seed.service.js';

/** `plans:seed`. @returns what happened, as a sentence for the terminal. */
export async function seedPlans(seed: PlansSeed): Promise<string> {
  const added = await seed.run();
  return added > 0 ? `Added ${added} plans.` : 'There are plans already; nothing was changed.';
}
