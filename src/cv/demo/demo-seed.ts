import type pg from 'pg';
import { DemoRun } from '../../core/data/demo/demo-run.js';
import { analyze } from '../../core/database/with-client.js';
import { seedSubscriptions } from '../../payments/demo/demo-subscriptions.js';
import { DemoPeople } from '../../users/demo/demo-people.js';
import { DemoAiResponses } from './demo-ai-responses.js';
import { DemoCvs } from './demo-cvs.js';
import { seedMatchReports } from './demo-match-reports.js';
import { DemoPool } from './demo-pool.js';
import { DemoQuestionnaires } from './demo-questionnaires.js';

/** How many of what. */
export interface DemoSize {
  users: number;
  cvs: number;
  questionnaires: number;
  aiResponses: number;
  matchReports: number;
}

/** About how many rows come with one of each, itself among them: sections and entries of CVs, subscriptions, versions. */
const ROWS_OF: Record<keyof DemoSize, number> = {
  ...{ users: 1.4, cvs: 15.4, questionnaires: 1, aiResponses: 2.8, matchReports: 1 },
};

/** About how many rows `seedDemo` will write. */
export function expectedRows(size: DemoSize): number {
  const parts = Object.entries(ROWS_OF).map(([name, rows]) => rows * size[name as keyof DemoSize]);
  return Math.round(parts.reduce((sum, rows) => sum + rows, 0));
}

/**
 * Fills a database with people and what they did, in one transaction. On databases that held the same before, the same
 * size, seed and moment give the same rows, byte for byte.
 * @returns rows by table.
 */
export async function seedDemo(
  client: pg.Client,
  size: DemoSize,
  { seed, asOf }: { seed: number; asOf: Date },
  onRows: (count: number) => void,
): Promise<Record<string, number>> {
  const run = new DemoRun(client, seed, asOf, onRows);
  const pool = new DemoPool(seed, asOf);
  await client.query('BEGIN');
  const people = await DemoPeople.seed(run, size.users);
  await seedSubscriptions(run, people);
  const cvs = await DemoCvs.seed(run, pool, people, size.cvs);
  const questionnaires = await DemoQuestionnaires.seed(run, pool, people, cvs, size.questionnaires);
  await new DemoAiResponses(run, pool, cvs, questionnaires, size.aiResponses).seed();
  await seedMatchReports(run, pool, cvs, questionnaires, size.matchReports);
  await client.query('COMMIT');
  await analyze(client, Object.keys(run.counts));
  return run.counts;
}
