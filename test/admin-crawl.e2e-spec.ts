import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { DataSource, type QueryRunner } from 'typeorm';
import { ACTIONS } from '../src/admin/host/entity-actions.js';
import { launchBrowser, Traffic } from './support/admin-browser.js';
import { AdminClient } from './support/admin-client.js';
import { startApp, type TestApp } from './support/app.js';
import { runCli } from './support/cli.js';
import { fillTables } from './support/fill-tables.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';
import { requireProgram } from './support/requirements.js';

/** A megabyte is allowed; this is a list's rows on the screen in time. */
const MAX_SCRIPT_BYTES = 160 * 1024;
const MAX_LIST_BYTES = 15 * 1024;
const MAX_FRAME_BYTES = 6 * 1024;
/** What no page or answer may hold: names of secret properties and columns, AdminJS's font host, other hosts' scripts. */
const FORBIDDEN = /passwordHash|password_hash|tokenHash|token_hash|csrfToken|csrf_token|fonts\.googleapis/;
const SEED = ['--users', '20', '--cvs', '30', '--questionnaires', '60', '--ai-responses', '60'];

const chromium = requireProgram('chromium');

let app: TestApp;
let client: AdminClient;
let source: DataSource;
let database: TestDatabase;
let held: QueryRunner;
let sections: string[];
let entities: string[];
/** Addresses below the site and below its API alike. */
let paths: string[];

/** The keys of a few rows, as they stand in addresses. */
async function keysOf(table: string): Promise<string[]> {
  const columns = await source.query<{ name: string }[]>(
    `SELECT a.attname AS name FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
      WHERE i.indrelid = $1::regclass AND i.indisprimary ORDER BY a.attnum`,
    [`"${table}"`],
  );
  const texts = columns.map(({ name }) => `"${name}"::text`).join(', ');
  const rows = await source.query<{ key: string[] }[]>(
    `SELECT ARRAY[${texts}] AS key FROM "${table}" ORDER BY 1 LIMIT 2`,
  );
  return rows.map(({ key }) => encodeURIComponent(key.length === 1 ? key[0]! : key.join('~')));
}

async function pathsOf(entity: string): Promise<string[]> {
  const of = (route: string) => [...ACTIONS.values()].filter((action) => action.route === route);
  const keys = await keysOf(entity);
  expect([entity, keys.length]).not.toEqual([entity, 0]);
  return [
    ...of('resourceAction').map(({ name }) => `/resources/${entity}/actions/${name}`),
    ...keys.flatMap((key) =>
      of('recordAction').map(({ name }) => `/resources/${entity}/records/${key}/${name}`),
    ),
    ...of('bulkAction').map(({ name }) => `/resources/${entity}/bulk/${name}`),
  ];
}

/** Whether an address leads to a page, not only to an answer of the API. */
const hasPage = (path: string): boolean => ACTIONS.get(path.split('/').pop()!)?.component !== undefined;

beforeAll(async () => {
  database = await createTestDatabase();
  const { code } = await runCli(['demo:seed', ...SEED], { DATABASE_URL: database.url });
  expect(code).toBe(0);
  source = await new DataSource({ type: 'postgres', url: database.url }).initialize();
  await fillTables(source);
  await source.query(
    `WITH gone AS (INSERT INTO permission (codename, name) SELECT 'other.' || word || '_gone', 'Can ' || word || ' gone'
       FROM unnest(ARRAY['view', 'add', 'change']) AS word RETURNING id, codename),
     granted AS (INSERT INTO user_permission (user_id, permission_id)
       SELECT (SELECT min(id) FROM "user"), id FROM gone WHERE codename = 'other.add_gone')
     INSERT INTO group_permission (group_id, permission_id)
     SELECT (SELECT min(id) FROM "group"), id FROM gone WHERE codename = 'other.change_gone'`,
  );
  // Held, since the relay would do with them what it is there for; it skips what is locked.
  held = source.createQueryRunner();
  await held.startTransaction();
  await held.query('SELECT id FROM outbox_message FOR UPDATE');
  const dataDir = mkdtempSync(join(process.env.TEST_DIRECTORY ?? tmpdir(), 'crawl-'));
  app = await startApp({ successorOf: { databaseUrl: database.url, dataDir } });
  client = await AdminClient.enter(app);
  const state = /window\.SITE = (.*);\n/.exec((await client.get('/admin')).text)?.[1] ?? '{}';
  const { groups } = JSON.parse(state) as { groups: { name: string; entities: { id: string }[] }[] };
  sections = groups.map(({ name }) => name);
  entities = groups.flatMap((group) => group.entities.map(({ id }) => id));
  paths = (await Promise.all(entities.map(pathsOf))).flat();
});

afterAll(async () => {
  await app?.stop();
  await held?.release();
  await source?.destroy();
  await database?.drop();
});

it('#66 every entity of the service has its place', async () => {
  const tables = await source.query<{ name: string }[]>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );
  expect(entities.sort()).toEqual(
    tables
      .map(({ name }) => name)
      .filter((name) => name !== 'migration')
      .sort(),
  );
});

it('#66 each in the section of its room', () => {
  expect(sections).toEqual(expect.arrayContaining(['Core', 'CV', 'Payments', 'Users']));
  expect(sections).not.toContain('Other');
});

it('#54 offers no permission for an entity that is gone, unless somebody was given it', async () => {
  const { json } = await client.get('/admin/api/resources/permission/actions/search?query=gone');
  expect((json.options as { title: string }[]).map(({ title }) => title)).toEqual([
    'other.add_gone',
    'other.change_gone',
  ]);
});

it('answers every page and every action of every entity without a failure, a secret or a foreign host', async () => {
  expect(paths.length).toBeGreaterThan(entities.length * 8);
  for (const path of paths) {
    const [page, answer] = [await client.get(`/admin${path}`), await client.get(`/admin/api${path}`)];
    const seen = { path, page: page.status, api: answer.status };
    const hasPage = ACTIONS.get(path.split('/').pop()!)!.component !== undefined;
    expect(seen).toEqual({ ...seen, page: answer.status === 403 ? 403 : hasPage ? 200 : 404 });
    // Some actions take only POST; what is asked for with GET and refused says so.
    expect([200, 400, 403, 404]).toContain(answer.status);
    if (/\/actions\/list$|\/show$/.test(path)) expect(seen).toEqual({ path, page: 200, api: 200 });
    expect(`${page.text}${answer.text}`).not.toMatch(FORBIDDEN);
    expect(page.text).not.toMatch(/(src|href|url\()=?["']?(https?:)?\/\/\w/);
  }
  expect(app.logs()).not.toMatch(/"level":[56]0/);
});

it('sends a list of 25 rows in at most 15 KB, and the frame around it too', async () => {
  for (const entity of entities) {
    const { headers } = await client.get(`/admin/api/resources/${entity}/actions/list`);
    expect([entity, Number(headers.get('content-length')) <= MAX_LIST_BYTES]).toEqual([entity, true]);
  }
  const page = await client.get('/admin');
  expect(page.headers.get('content-encoding')).toBe('br');
  expect(Number(page.headers.get('content-length'))).toBeLessThan(MAX_FRAME_BYTES);
});

it('#65 has at most 160 KB of scripts by brotli, cached for good and from nowhere else', async () => {
  const folder = fileURLToPath(new URL('../dist/panel/', import.meta.url));
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js.br'));
  const bytes = scripts.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  expect(scripts).toHaveLength(1);
  expect(bytes).toBeLessThan(MAX_SCRIPT_BYTES);
  const { text } = await client.get('/admin');
  const addresses = [...text.matchAll(/(?:src="|url\(')([^"']+)/g)].map(([, address]) => address!);
  expect(addresses.length).toBeGreaterThan(2);
  for (const address of addresses) {
    expect(address).toMatch(/^\/admin\/assets\//);
    const { status, headers } = await client.get(address);
    expect([status, headers.get('content-encoding')]).toEqual([200, 'br']);
    expect(headers.get('cache-control')).toContain('immutable');
  }
});

chromium.describe('in a browser', () => {
  let browser: Browser;
  let page: Page;
  const traffic = new Traffic();

  beforeAll(async () => {
    browser = await launchBrowser(chromium.path);
    page = await (await browser.newContext({ viewport: { width: 1400, height: 1000 } })).newPage();
    await page.context().addCookies(client.browserCookies());
    traffic.watch(page);
    await page.goto(`${app.url}/admin`);
    await page.getByTestId('entity-link').first().waitFor();
  });

  afterAll(() => browser?.close());

  /** Goes there as when somebody follows a link, until the page says what it is or why it cannot be shown. */
  async function showByRouter(path: string): Promise<void> {
    await page.evaluate(`
      for (const old of document.querySelectorAll('h1, [role=alert]')) old.setAttribute('data-before', '');
      history.pushState({}, '', ${JSON.stringify(`/admin${path}`)});
      dispatchEvent(new Event('popstate'));`);
    await page.locator(':is(h1, [role=alert]):not([data-before])').first().waitFor();
  }

  it('#53 shows on the home page what was done lately, one’s own or everyone’s', async () => {
    await source.query(
      `INSERT INTO log_entry (actor_id, action, entity, entity_id, label)
       VALUES ((SELECT id FROM "user" WHERE username = 'head'), 'update', 'plan', '1', '<b>Free</b> plan'),
              ((SELECT min(id) FROM "user"), 'delete', 'plan', '77', 'Gone plan')`,
    );
    await page.goto(`${app.url}/admin`);
    const recent = page.getByTestId('recent-actions');
    await recent.getByRole('link', { name: '<b>Free</b> plan' }).waitFor();
    expect(await recent.getByText('Gone plan').count()).toBe(0);
    await recent.getByLabel('Whose actions').selectOption('everyone');
    await recent.getByText('Gone plan').waitFor();
    expect(await recent.getByRole('link', { name: 'Gone plan' }).count()).toBe(0);
    await recent.getByRole('link', { name: '<b>Free</b> plan' }).click();
    await page.waitForURL(/\/resources\/plan\/records\/1\/show$/);
  });

  it('#66 leads to every entity by its section in the sidebar, and remembers which are closed', async () => {
    const sidebar = page.getByRole('navigation', { name: 'Entities' });
    const section = sidebar.getByRole('button', { name: 'Payments' });
    expect(await section.locator('svg').count()).toBe(2);
    await section.focus();
    await page.keyboard.press('Enter');
    expect(await section.getAttribute('aria-expanded')).toBe('false');
    expect(await sidebar.getByRole('link', { name: 'Plans' }).count()).toBe(0);
    await page.reload();
    expect(await section.getAttribute('aria-expanded')).toBe('false');
    await section.click();
    await sidebar.getByRole('link', { name: 'Plans' }).click();
    await page.waitForURL(/\/resources\/plan$/);
    expect(await sidebar.locator('[aria-current=page]').allTextContents()).toEqual(['Plans']);
  });

  it('#65 shows every page without an error, from this host alone, in its own font', async () => {
    for (const path of paths.filter(hasPage).filter((_, index) => index % 2 === 0)) await showByRouter(path);
    await page.goto(`${app.url}/admin/resources/plan`);
    await page.locator('tbody tr').first().waitFor();
    await page.evaluate(`document.fonts.ready`);
    expect(await page.evaluate(`document.fonts.check('16px Inter')`)).toBe(true);
    expect([...traffic.hosts]).toEqual([new URL(app.url).host]);
    expect(traffic.failures).toEqual([]);
    await page.close();
    expect(await traffic.text()).not.toMatch(FORBIDDEN);
  });
});
