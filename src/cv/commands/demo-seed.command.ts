import { ProgressBar } from '../../core/cli/progress-bar.js';
import { UsageError } from '../../core/cli/usage-error.js';
import { loadConfig } from '../../core/config/load-config.js';
import { withClient } from '../../core/database/with-client.js';
import { migrate } from '../../core/database/migrate.js';
import { DEMO_PASSWORD } from '../../users/demo/demo-people.js';
import { type DemoSize, expectedRows, seedDemo } from '../demo/demo-seed.js';

export interface DemoOptions {
  users: number;
  cvs?: number;
  questionnaires?: number;
  aiResponses?: number;
  matchReports?: number;
  seed: number;
  /** The latest moment in the data. */
  asOf: Date;
  yes?: boolean;
}

/** `demo:seed`; brings the schema up to date first. */
export async function demoSeed(url: string, { seed, asOf, yes, ...given }: DemoOptions): Promise<void> {
  if (loadConfig().mode === 'production' && !yes)
    throw new UsageError(
      'This is production: demo accounts all open with one known password. Pass --yes if you mean it.',
    );
  const size = sizeOf(given);
  await migrate(url);
  await withClient(url, async (client) => {
    const bar = new ProgressBar('Seeding', expectedRows(size));
    const started = Date.now();
    try {
      const counts = await seedDemo(client, size, { seed, asOf }, (count) => bar.advance(count));
      bar.stop();
      for (const [table, count] of Object.entries(counts))
        console.log(`${table}: ${count.toLocaleString('en')}`);
      const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
      console.log(`${total.toLocaleString('en')} rows in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
      console.log(`Each account opens with the password ${DEMO_PASSWORD}.`);
    } finally {
      bar.stop();
    }
  });
}

/** @throws UsageError when something would belong to nobody. */
function sizeOf(given: Omit<DemoOptions, 'seed' | 'asOf' | 'yes'>): DemoSize {
  const { users, cvs = users, questionnaires = users * 2 } = given;
  const { aiResponses = Math.min(users, questionnaires), matchReports = Math.floor(cvs / 2) } = given;
  if (users === 0 && cvs + questionnaires > 0)
    throw new UsageError('CVs and questionnaires belong to users: --users 1.');
  if (questionnaires === 0 && aiResponses > 0)
    throw new UsageError('Answers belong to questionnaires: --questionnaires 1.');
  if (cvs === 0 && matchReports > 0) throw new UsageError('Match reports belong to CVs: --cvs 1.');
  return { users, cvs, questionnaires, aiResponses, matchReports };
}
