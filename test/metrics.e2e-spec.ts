import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import { oneColumnPdf } from './support/cv-fixtures.js';
import { questionnaireForm, register } from './support/people.js';
import { until } from './support/until.js';

const WORKER = fileURLToPath(new URL('../dist/src/worker.js', import.meta.url));

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

const scrape = async (at: TestApp = app, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${at.url}/metrics`, { headers });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
};

/** The value of a series, by its name and labels as they are written. */
async function value(series: string): Promise<number> {
  const { text } = await scrape();
  const line = text.split('\n').find((candidate) => candidate.startsWith(`${series} `));
  return Number(line?.slice(series.length + 1) ?? NaN);
}

describe('/metrics', () => {
  it('times answers by route and class of status, and never by what a client sent', async () => {
    const person = await register(api(app));
    const { body } = await person.post('/cv/questionnaire', { position: 'Chef' });
    for (let count = 0; count < 3; count++) await person.get(`/cv/questionnaire/${body.id}?secret-query=1`);
    await person.get('/cv/questionnaire/999999');
    for (const path of ['/made-up-1', '/made-up-2']) await person.get(path);
    const count = (labels: string) => value(`http_request_duration_seconds_count{${labels}}`);
    const route = 'route="/cv/questionnaire/:id"';
    await until(async () => (await count(`method="GET",${route},status="2xx"`)) === 3);
    expect(await count(`method="GET",${route},status="4xx"`)).toBe(1);
    expect(await count('method="POST",route="/cv/questionnaire",status="2xx"')).toBe(1);
    expect(await count('method="*",route="(none)",status="4xx"')).toBe(2);
    expect(
      await value(`http_request_duration_seconds_bucket{le="+Inf",method="GET",${route},status="2xx"}`),
    ).toBe(3);

    const { text, type } = await scrape();
    expect(type).toMatch('text/plain; version=0.0.4');
    expect(text).not.toMatch(/made-up|secret-query|person\d|Chef/);
  });

  it('tells of the process, its event loop, its connections, its caches and its storages', async () => {
    const person = await register(api(app));
    const pdf = await oneColumnPdf();
    expect((await person.post('/cv/questionnaire', questionnaireForm(pdf))).status).toBe(201);
    expect(await value('storage_operations_total{storage="media",operation="put",outcome="done"}')).toBe(1);
    expect(await value('storage_operations_total{storage="media",operation="put",outcome="failed"}')).toBe(0);
    expect(await value('storage_bytes_total{storage="media",operation="put"}')).toBe(pdf.length);
    const busy = await value('database_pool_connections{state="busy"}');
    expect(busy + (await value('database_pool_connections{state="idle"}'))).toBeGreaterThan(0);
    expect(await value('database_pool_waiting')).toBe(0);
    const { text } = await scrape();
    for (const name of [
      'cache_requests_total',
      'mails_pending',
      'nodejs_eventloop_lag_p99_seconds',
      'process_resident_memory_bytes',
    ])
      expect(text).toMatch(new RegExp(`^${name}\\b`, 'm'));
  });

  it('is well-formed: each metric explained once, no series twice', async () => {
    const lines = (await scrape()).text.split('\n').filter(Boolean);
    const helps = lines.filter((line) => line.startsWith('# HELP ')).map((line) => line.split(' ')[2]);
    expect(new Set(helps).size).toBe(helps.length);
    const series = lines
      .filter((line) => !line.startsWith('#'))
      .map((line) => line.slice(0, line.lastIndexOf(' ')));
    expect(new Set(series).size).toBe(series.length);
    for (const line of series) expect(line).toMatch(/^[a-z_]\w*(\{(\w+="[^"\n]*",?)+\})?$/i);
  });

  it.each(['x-forwarded-for', 'forwarded', 'x-real-ip'])(
    'is refused to whoever comes through a proxy (%s)',
    async (name) => {
      const { status, text } = await scrape(app, { [name]: '127.0.0.1' });
      expect([status, JSON.parse(text).code]).toEqual([403, 'permission_denied']);
      expect(text).toContain('METRICS_TOKEN');
    },
  );
});

describe('the metrics of jobs', () => {
  it('tell what waits, what runs and what has ended, by queue', async () => {
    const person = await register(api(app));
    const { body } = await person.post('/cv/questionnaire', { position: 'Chef' });
    const ask = { questionnaire: body.id, prompt: 'What should I cover?' };
    expect((await person.post('/cv/ai-responses', ask)).status).toBe(201);
    await until(async () => (await value('jobs_recent{queue="ai",state="done"}')) === 1);
    expect(await value('jobs{queue="ai",state="waiting"}')).toBe(0);
    expect(await value('jobs{queue="ai",state="running"}')).toBe(0);
    expect(await value('jobs_recent{queue="ai",state="failed"}')).toBe(0);
    expect(await value('outbox_messages')).toBe(0);

    const database = new pg.Client(app.databaseUrl);
    await database.connect();
    try {
      // Waits for others that never end.
      await database.query(
        `INSERT INTO outbox_message (job, payload, waits_for, created_at)
         VALUES ('cv.improve', '{}', 1, now() - interval '2 minutes')`,
      );
      await until(async () => (await value('outbox_messages')) === 1);
      expect(await value('outbox_oldest_seconds')).toBe(0);
      await database.query(`UPDATE outbox_message SET waits_for = 0, job = 'of-another-version'`);
      await until(async () => (await value('outbox_oldest_seconds')) >= 120);
    } finally {
      await database.end();
    }
  });

  it('do without the database when it does not answer, and so does the rest', async () => {
    const database = new pg.Client(app.databaseUrl);
    await database.connect();
    try {
      await database.query('ALTER TABLE outbox_message RENAME TO outbox_message_away');
      await until(async () => !(await scrape()).text.includes('\njobs{'));
      expect((await scrape()).text).toContain('process_resident_memory_bytes');
      await database.query('ALTER TABLE outbox_message_away RENAME TO outbox_message');
      await until(async () => (await scrape()).text.includes('\njobs{'));
    } finally {
      await database.end();
    }
  });
});

describe('/metrics with a token', () => {
  it('is for whoever has it, wherever they are, and for nobody else', async () => {
    const token = 'a-token-of-prometheus';
    const guarded = await startApp({ env: { METRICS_TOKEN: token } });
    try {
      expect((await scrape(guarded)).status).toBe(403);
      expect((await scrape(guarded, { authorization: 'Bearer wrong' })).status).toBe(403);
      const proxied = { authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.1' };
      expect((await scrape(guarded, proxied)).status).toBe(200);
    } finally {
      await guarded.stop();
    }
  });
});

describe('the metrics of a worker', () => {
  it('are served at a port of its own', async () => {
    const { PATH, HOME, TMPDIR } = process.env;
    const { databaseUrl, dataDir } = app;
    const own = { NODE_ENV: 'test', LOG_LEVEL: 'warn', HOST: '127.0.0.1', METRICS_PORT: '0' };
    const worker = fork(WORKER, {
      env: { PATH, HOME, TMPDIR, ...own, DATABASE_URL: databaseUrl, DATA_DIR: dataDir },
      execArgv: [],
      silent: true,
    });
    try {
      const [{ metricsUrl }] = (await once(worker, 'message')) as [{ metricsUrl: string }];
      const answer = await fetch(metricsUrl);
      expect([answer.status, await answer.text()]).toEqual([
        200,
        expect.stringContaining('database_pool_connections{state="idle"}'),
      ]);
      expect((await fetch(metricsUrl, { headers: { 'x-real-ip': '127.0.0.1' } })).status).toBe(403);
      expect((await fetch(metricsUrl.replace('/metrics', '/'))).status).toBe(404);
    } finally {
      const ended = once(worker, 'exit');
      worker.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
    }
  });
});
