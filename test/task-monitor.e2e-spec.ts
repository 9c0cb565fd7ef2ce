import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, logIn, Traffic } from './support/admin-browser.js';
import { AdminClient } from './support/admin-client.js';
import { startApp, type TestApp } from './support/app.js';
import { requireProgram } from './support/requirements.js';
import { until } from './support/until.js';

const chromium = requireProgram('chromium');
const API = '/admin/api/pages/task-monitor';
const TASKS = '/admin/api/resources/task_result';

let app: TestApp;
let database: pg.Client;
let head: AdminClient;

beforeAll(async () => {
  app = await startApp();
  database = new pg.Client(app.databaseUrl);
  database.on('error', () => undefined); // the database goes with the app that made it
  await database.connect();
  head = await AdminClient.enter(app);
  // `sweep-limits` cannot do its work while its table is away.
  await database.query('ALTER TABLE rate_limit RENAME TO rate_limit_away');
  await runNow('sweep-limits');
  await until(async () => (await statusOf('sweep-limits')) === 'failed');
  await database.query('ALTER TABLE rate_limit_away RENAME TO rate_limit');
});
afterAll(async () => {
  await database.end();
  await app.stop();
});

async function runNow(name: string): Promise<void> {
  const { rows } = await database.query<{ id: string }>('SELECT id FROM periodic_task WHERE name = $1', [
    name,
  ]);
  const path = `/admin/api/resources/periodic_task/records/${rows[0]!.id}/run?action=runNow`;
  expect((await head.save(path, { values: {} })).status).toBe(200);
}

async function newest(job: string): Promise<{ id: string; status: string } | undefined> {
  const { rows } = await database.query<{ id: string; status: string }>(
    'SELECT id, status FROM task_result WHERE job = $1 ORDER BY id DESC LIMIT 1',
    [job],
  );
  return rows[0];
}
const statusOf = async (job: string): Promise<string | undefined> => (await newest(job))?.status;

const sum = (steps: { done: number; failed: number }[], of: 'done' | 'failed'): number =>
  steps.reduce((total, step) => total + step[of], 0);

describe('the monitor', () => {
  it('tells queues, failures with their reason, and what ended when', async () => {
    await runNow('sweep-idempotency-keys');
    await until(async () => (await statusOf('sweep-idempotency-keys')) === 'done');
    const { status, json } = await head.get(API);
    expect(status).toBe(200);
    expect(json.queues.map(({ name }: { name: string }) => name)).toEqual(
      expect.arrayContaining(['default', 'ai', 'mail', 'maintenance']),
    );
    expect(sum(json.queues, 'failed')).toBe(1);
    expect(sum(json.queues, 'done')).toBeGreaterThanOrEqual(1);
    expect([json.hour.length, json.day.length]).toEqual([12, 24]);
    expect([sum(json.hour, 'failed'), sum(json.day, 'failed')]).toEqual([1, 1]);
    expect(json.failures).toEqual([
      expect.objectContaining({
        job: 'sweep-limits',
        problem: expect.stringMatching(/rate_limit.*does not exist/),
      }),
    ]);
    expect(json.mayChange).toBe(true);
  });

  it('tells what waits, for how long, and what is planned for later', async () => {
    await database.query(
      `INSERT INTO task_result (job, queue, run_at, created_at) VALUES
       ('newer', 'mail', NULL, now() - interval '3 minutes'), ('newer', 'mail', now() + interval '1 day', now())`,
    );
    const { json } = await head.get(API);
    const mail = json.queues.find(({ name }: { name: string }) => name === 'mail');
    expect(mail).toMatchObject({ waiting: 1, planned: 1, running: 0 });
    expect(mail.waitingSeconds).toBeGreaterThanOrEqual(180);
    await database.query(`DELETE FROM task_result WHERE job = 'newer'`);
  });

  it('is for those who may view tasks; running them again takes the permission to change them', async () => {
    const { id } = (await newest('sweep-limits'))!;
    const stranger = await AdminClient.enterAs(app, 'stranger', ['payments.view_plan']);
    expect((await stranger.get(API)).status).toBe(403);
    expect((await stranger.get('/admin/pages/task-monitor')).status).toBe(403);
    expect((await stranger.get('/admin')).text).not.toContain('task-monitor');
    const viewer = await AdminClient.enterAs(app, 'viewer', ['core.view_task_result']);
    expect((await viewer.get('/admin')).text).toContain('task-monitor');
    expect((await viewer.get(API)).json.mayChange).toBe(false);
    const refused = await viewer.save(`${TASKS}/records/${id}/run?action=retry`, { values: {} });
    expect(refused.status).toBe(403);
    expect(await statusOf('sweep-limits')).toBe('failed');
    expect((await AdminClient.anonymous(app).get(API)).status).toBe(401);
    expect((await head.get('/admin/pages/nothing')).status).toBe(404);
    expect((await head.get('/admin/api/pages/nothing')).status).toBe(404);
  });
});

chromium.describe('the monitor in a browser', () => {
  let browser: Browser;
  let page: Page;
  const traffic = new Traffic();

  beforeAll(async () => {
    browser = await launchBrowser(chromium.path);
    page = await logIn(browser, app.url, { login: 'head', password: 'a long enough password' }, traffic);
    await page.getByTestId('overview').waitFor();
  });
  afterAll(() => browser?.close());

  it('is in the sidebar; a failure is run again from it, and succeeds', async () => {
    await page.getByRole('link', { name: 'Task monitor' }).click();
    await page.getByRole('heading', { name: 'Task monitor', level: 1 }).waitFor();
    await page.getByTestId('queue-default').waitFor();
    const failures = page.getByRole('region', { name: 'Latest failures' });
    await failures.getByText(/rate_limit.*does not exist/).waitFor();
    await failures.getByRole('link', { name: 'Retry sweep-limits' }).click();
    await page.getByTestId('run-action').waitFor();
    await page.getByRole('button', { name: 'Run again' }).click();
    await until(async () => (await statusOf('sweep-limits')) === 'done');
    await page.goto(`${app.url}/admin/pages/task-monitor`);
    await page.getByRole('region', { name: 'Latest failures' }).getByText('None.').waitFor();
    expect(traffic.failures).toEqual([]);
  });
});
