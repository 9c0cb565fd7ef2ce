import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type AdminAnswer, AdminClient } from './support/admin-client.js';
import { startApp, type TestApp } from './support/app.js';
import { until } from './support/until.js';

const LIST = '/admin/api/resources/periodic_task';

let app: TestApp;
let database: pg.Client;
let head: AdminClient;

beforeAll(async () => {
  app = await startApp();
  database = new pg.Client(app.databaseUrl);
  database.on('error', () => undefined); // the database goes with the app that made it
  await database.connect();
  head = await AdminClient.enter(app);
});
afterAll(async () => {
  await database.end();
  await app.stop();
});

interface Task {
  id: string;
  enabled: boolean;
  runs: number;
  next: Date | null;
  version: number;
}

async function task(name: string): Promise<Task> {
  const { rows } = await database.query<Task>(
    `SELECT id, enabled, total_run_count::int AS runs, next_run_at AS next, version FROM periodic_task WHERE name = $1`,
    [name],
  );
  return rows[0]!;
}

const create = (values: object): Promise<AdminAnswer> =>
  head.save(`${LIST}/actions/new`, {
    job: 'sweep-limits',
    payload: '{}',
    timeZone: 'UTC',
    enabled: true,
    ...values,
  });

const change = async (name: string, values: object): Promise<AdminAnswer> =>
  head.save(`${LIST}/records/${(await task(name)).id}/edit`, values);

const act = async (name: string, action: string): Promise<AdminAnswer> =>
  head.save(`${LIST}/records/${(await task(name)).id}/run?action=${action}`, { values: {} });

/** A block that has ended, which the job `sweep-limits` removes when it runs. */
async function leaveWork(): Promise<() => Promise<boolean>> {
  await database.query(
    `INSERT INTO ip_block (network, reason, created_at, expires_at)
     VALUES ('203.0.113.7', 'over', now() - interval '2 days', now() - interval '1 day')`,
  );
  return async () => (await database.query('SELECT FROM ip_block')).rowCount === 0;
}

describe('the tasks that come with the service', () => {
  it('are there from the first start on, planned, and can be changed but not deleted', async () => {
    await until(async () => (await task('sweep-limits')).next !== null);
    expect((await task('cv.give-up-ai-responses')).enabled).toBe(true);
    expect((await task('cv.delete-old-ai-responses')).enabled).toBe(false);

    expect((await change('sweep-limits', { everySeconds: '7200' })).status).toBe(200);
    const { next } = await task('sweep-limits');
    expect(next!.getTime() - Date.now()).toBeGreaterThan(7_100_000);

    const { id } = await task('sweep-limits');
    const refusal = await head.save(`${LIST}/records/${id}/delete`, {});
    expect(refusal).toMatchObject({ status: 409, json: { code: 'default_task' } });
    expect(refusal.json.notice.message).toContain('Switch it off instead');
  });
});

describe('a task that staff make', () => {
  it('runs at once by its schedule, without a restart, until it is switched off', async () => {
    const done = await leaveWork();
    expect((await create({ name: 'often', everySeconds: '1' })).status).toBe(200);
    await until(done);
    await until(async () => (await task('often')).runs >= 2);
    expect((await task('often')).version).toBe(1);

    expect((await change('often', { enabled: false })).status).toBe(200);
    const { runs, next } = await task('often');
    expect(next).toBeNull();
    const again = await leaveWork();
    // Another one that starts later shows that the scheduler has been by in the meantime.
    await create({ name: 'later', everySeconds: '1' });
    await until(async () => (await task('later')).runs >= 2);
    await until(again);
    expect((await task('often')).runs).toBe(runs);
    await change('later', { enabled: false });
  });

  it('runs once at a moment, and is switched off', async () => {
    const clockedAt = new Date(Date.now() + 1_500).toISOString();
    expect((await create({ name: 'once', clockedAt })).status).toBe(200);
    await until(async () => (await task('once')).runs === 1);
    expect(await task('once')).toMatchObject({ enabled: false, next: null });
    expect((await change('once', { enabled: true })).json.errors.clockedAt).toContain('has passed');
  });

  it('by a crontab in a zone is planned by the clock of the zone', async () => {
    await create({ name: 'nightly', crontab: '30 3 * * *', timeZone: 'Asia/Tokyo' });
    expect((await task('nightly')).next!.toISOString()).toMatch(/T18:30:00.000Z$/);
  });

  it('runs now when somebody says so, enabled or not, and its schedule stays', async () => {
    await create({ name: 'on demand', crontab: '0 0 1 1 *', enabled: false });
    const done = await leaveWork();
    expect((await act('on demand', 'runNow')).status).toBe(200);
    await until(done);
    expect(await task('on demand')).toMatchObject({ runs: 1, enabled: false, next: null });
    const { rows } = await database.query(
      `SELECT FROM log_entry WHERE entity = 'periodic_task' AND label = 'on demand' AND diff ? 'action:runNow'`,
    );
    expect(rows).toHaveLength(1);
  });

  it.each([
    [{ crontab: '61 * * * *' }, 'crontab', 'no crontab'],
    [{ crontab: '0 0 30 2 *' }, 'crontab', 'never comes'],
    [{ crontab: '@reboot' }, 'crontab', 'five fields'],
    [{ crontab: '0 3 * * *', timeZone: 'Europe/Atlantis' }, 'timeZone', 'no time zone'],
    [{ crontab: '0 3 * * *', everySeconds: '60' }, 'crontab', 'either'],
    [{}, 'crontab', 'either'],
    [{ everySeconds: '0' }, 'everySeconds', '1'],
    [{ everySeconds: '60', job: 'sweep-limit' }, 'job', 'no job "sweep-limit"'],
    [{ everySeconds: '60', payload: '[1]' }, 'payload', 'must be an object'],
    [{ everySeconds: '60', payload: '{"days": {}}' }, 'payload', 'a number or a string'],
    [{ clockedAt: '2020-01-01T00:00:00.000Z' }, 'clockedAt', 'has passed'],
  ])('is refused at its field: %j', async (values, field, message) => {
    const { status, json } = await create({ name: 'wrong', ...values });
    expect(status).toBe(422);
    expect(String(json.errors[field])).toContain(message);
    expect(await task('wrong')).toBeUndefined();
  });
});

it('the form suggests the jobs and the zones there are', async () => {
  const { json } = await head.get(`${LIST}/actions/new`);
  const suggestions = (name: string): string[] =>
    json.fields.find((field: { name: string }) => field.name === name).suggestions;
  expect(suggestions('job')).toContain('cv.improve');
  expect(suggestions('timeZone')).toEqual(expect.arrayContaining(['UTC', 'Europe/Stockholm']));
  expect(suggestions('name')).toEqual([]);
});

/** What a killed worker had begun is taken up within this, and until then its task starts no further run. */
const RECOVERY_MS = 40_000;

it('several processes start each run once, and a killed one loses none', async () => {
  const second = await startApp({ successorOf: app });
  await create({ name: 'shared', everySeconds: '1' });
  await until(async () => (await task('shared')).runs >= 3);
  await second.kill();
  const { runs } = await task('shared');
  await until(async () => (await task('shared')).runs >= runs + 2, RECOVERY_MS);
  await change('shared', { enabled: false });
  const { rows } = await database.query<{ seconds: number; runs: number }>(
    `SELECT extract(epoch FROM last_run_at - created_at) AS seconds, total_run_count::int AS runs
     FROM periodic_task WHERE name = 'shared'`,
  );
  expect(rows[0]!.runs).toBeLessThanOrEqual(Math.ceil(rows[0]!.seconds));
});
