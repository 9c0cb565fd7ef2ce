import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openTransactions, type OpenTransactions } from '../../../../test/support/open-transactions.js';
import { GiveUpAiResponsesJob } from './give-up-ai-responses.job.js';
import { StoredFile } from '../../../core/storage/stored-file.entity.js';
import { User } from '../../../users/user.entity.js';
import { Cv } from '../../document/cv.entity.js';
import { CvEntry } from '../../document/cv-entry.entity.js';
import { CvSection } from '../../document/cv-section.entity.js';
import { CvVersion } from '../../document/cv-version.entity.js';
import { Questionnaire } from '../../questionnaires/questionnaire.entity.js';
import { AiResponseEndings } from '../ai-response-endings.service.js';
import { AiResponse } from '../ai-response.entity.js';
import { DailyQuotas } from '../../../core/limits/quotas/daily-quotas.service.js';
import { PlanAllowances } from '../../../core/limits/plan-allowances.service.js';
import type { PlanLimits } from '../../../core/limits/plan-limits.js';
import { UsageRecord } from '../../../core/limits/quotas/usage-record.entity.js';

let open: OpenTransactions;
beforeAll(async () => {
  open = await openTransactions([
    ...[User, StoredFile, Questionnaire, AiResponse, UsageRecord],
    ...[Cv, CvVersion, CvSection, CvEntry],
  ]);
  await open.source.query(`INSERT INTO "user" (username, email) VALUES ('anna', 'anna@example.com')`);
  await open.source.query(`INSERT INTO questionnaire (user_id, position) SELECT id, 'Engineer' FROM "user"`);
});
afterAll(() => open.close());

it('ends what nothing has finished for a quarter of an hour, and nothing else', async () => {
  await open.source.query(`
    INSERT INTO ai_response (questionnaire_id, prompt, provider, status, created_at, finished_at)
    SELECT q.id, v.prompt, 'local', v.status, now() - v.age::interval, CASE v.status WHEN 'done' THEN now() END
    FROM questionnaire q, (VALUES
      ('waits for long', 'pending', '16 minutes'),
      ('hangs for long', 'running', '2 hours'),
      ('is under way', 'running', '14 minutes'),
      ('is done', 'done', '2 hours')) v (prompt, status, age)`);

  await open.source.query(`
    INSERT INTO usage_record (user_id, scope, day, used, reserved)
    SELECT q.user_id, 'ai_responses', (r.created_at AT TIME ZONE 'UTC')::date,
      count(*) FILTER (WHERE r.status = 'done'), count(*) FILTER (WHERE r.status <> 'done')
    FROM ai_response r JOIN questionnaire q ON q.id = r.questionnaire_id GROUP BY 1, 3`);

  // Giving back asks nothing of a plan.
  const plans = {} as PlanLimits;
  const quotas = new DailyQuotas(open.transactions, plans, new PlanAllowances(plans));
  const job = new GiveUpAiResponsesJob(new AiResponseEndings(open.transactions, quotas));
  await job.perform();
  await job.perform();

  const rows = await open.source.query<
    { prompt: string; status: string; error: string | null; ended: boolean }[]
  >('SELECT prompt, status, error, finished_at IS NOT NULL AS ended FROM ai_response ORDER BY id');
  const failed = { status: 'failed', error: expect.stringMatching(/given back/), ended: true };
  expect(rows).toEqual([
    { prompt: 'waits for long', ...failed },
    { prompt: 'hangs for long', ...failed },
    { prompt: 'is under way', status: 'running', error: null, ended: false },
    { prompt: 'is done', status: 'done', error: null, ended: true },
  ]);
  const [usage] = await open.source.query<{ used: number; reserved: number }[]>(
    'SELECT sum(used)::int AS used, sum(reserved)::int AS reserved FROM usage_record',
  );
  expect(usage).toEqual({ used: 1, reserved: 1 });
});
