import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, logIn, Traffic } from './support/admin-browser.js';
import { AdminClient } from './support/admin-client.js';
import { startApp, type TestApp } from './support/app.js';
import { requireProgram } from './support/requirements.js';

const chromium = requireProgram('chromium');
const WHO = { login: 'head', password: 'a long enough password' };

chromium.describe('lists in a browser', () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  const traffic = new Traffic();

  const rows = () => page.locator('tbody tr');
  const open = (query = '') => page.goto(`${app.url}/admin/resources/log_entry${query}`);
  /** Until the list shows these rows of so many. */
  const shows = (text: string) => page.getByTestId('shown').getByText(text, { exact: true }).waitFor();
  const first = (column: number): Promise<string> => rows().first().locator('td').nth(column).innerText();

  beforeAll(async () => {
    app = await startApp();
    await AdminClient.enter(app);
    const client = new pg.Client({ connectionString: app.databaseUrl });
    await client.connect();
    await client.query(
      `INSERT INTO log_entry (created_at, action, entity, entity_id, label, actor_id)
       SELECT timestamptz '2024-02-10 12:00Z' + n * interval '1 day', (ARRAY['create','update','delete'])[1 + n % 3],
              'plan', n::text, 'Entry ' || lpad(n::text, 3, '0'), u.id
       FROM generate_series(1, 120) n, "user" u WHERE u.username = 'head'`,
    );
    await client.query(
      `INSERT INTO setting (key, value) VALUES ('list.a', '1'), ('list.b', '2'), ('other', '3')`,
    );
    await client.query(
      `INSERT INTO setting (key, value) SELECT 'many.' || lpad(n::text, 2, '0'), '1' FROM generate_series(1, 40) n`,
    );
    await client.end();
    browser = await launchBrowser(chromium.path);
    page = await logIn(browser, app.url, WHO, traffic);
    await page.getByTestId('overview').waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  it('#1 #2 #3 filters by choices, days and periods; the address says so, and goes back', async () => {
    await open();
    await page.getByTestId('filters-button').click();
    const panel = page.getByTestId('filters');
    await panel.getByLabel('create', { exact: true }).check();
    await panel.getByLabel('delete', { exact: true }).check();
    await page.getByRole('button', { name: 'Action is create or delete' }).waitFor();
    await panel.locator('[name="createdAt~from"]').fill('2024-02-11');
    await page.getByRole('button', { name: /Created at from 2024-02-11/ }).waitFor();
    await panel.locator('[name="createdAt~to"]').fill('2024-02-13');
    await page.getByRole('button', { name: /Created at up to 2024-02-13/ }).waitFor();
    await shows('1–2 of 2');
    await page.goBack();
    await page.getByRole('button', { name: /up to/ }).waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.getAll('filters.action')).toEqual(['create', 'delete']);

    await page.getByRole('button', { name: 'Clear all' }).first().click();
    await page.getByRole('list', { name: 'Filters in use' }).waitFor({ state: 'detached' });
    await panel.getByRole('button', { name: 'By year, month, day' }).click();
    for (const step of ['2024', 'Feb', '29'])
      await panel.getByRole('button', { name: step, exact: true }).click();
    await page.getByRole('button', { name: /Created at is Feb 29, 2024/ }).waitFor();
    await shows('1–1 of 1');
    await page.getByRole('button', { name: /Created at is/ }).click();
    await panel.getByLabel('Created at: period').selectOption('today');
    await page.getByRole('button', { name: 'Created at is today' }).waitFor();
  });

  it('#2 takes days as the clock of the browser has them', async () => {
    const storageState = await page.context().storageState();
    const context = await browser.newContext({ timezoneId: 'Pacific/Auckland', storageState });
    const there = await context.newPage();
    // Noon in UTC is one o'clock of the next day there.
    const day = 'filters.createdAt~from=2024-02-13&filters.createdAt~to=2024-02-13';
    await there.goto(`${app.url}/admin/resources/log_entry?${day}`);
    await there.getByTestId('shown').getByText('1–1 of 1', { exact: true }).waitFor();
    await there.locator('tbody tr').getByText('Entry 002').waitFor();
    await there.locator('tbody tr').getByText('Feb 13, 2024, 1:00 AM').waitFor();
    await context.close();
  });

  it('#5 filters by numbers from one to another, by what is empty and by text', async () => {
    await page.goto(`${app.url}/admin/resources/match_report`);
    const score = page.locator('[data-filter=score]');
    for (const [label, value] of Object.entries({ From: '40', To: '60' })) {
      await score.getByLabel(label, { exact: true }).fill(value);
      await page.keyboard.press('Enter');
      await page
        .getByRole('button', { name: `Score ${label === 'From' ? 'from' : 'up to'} ${value}` })
        .waitFor();
    }
    expect(new URL(page.url()).search).toBe('?filters.score%7Efrom=40&filters.score%7Eto=60');
    await open();
    const entityId = page.locator('[data-filter=entityId]');
    await entityId.locator('input').fill('119');
    await page.keyboard.press('Enter');
    await shows('1–1 of 1');
    await entityId.locator('select').selectOption('Only empty');
    await page.getByText('None of the log entries match.').waitFor();
  });

  it('#3 says why there are no periods to choose from, and asks again', async () => {
    await open();
    await page.route(/actions\/periods/, (route) => route.abort());
    const filter = page.locator('[data-filter=createdAt]');
    await filter.getByRole('button', { name: 'By year, month, day' }).click();
    await filter.getByRole('alert').getByText('The server cannot be reached.').waitFor();
    await page.unroute(/actions\/periods/);
    await filter.getByRole('button', { name: 'Try again' }).click();
    await filter.getByRole('button', { name: '2024', exact: true }).waitFor();
  });

  it('#1 filters by rows of another entity, found by typing, and takes each out again', async () => {
    await open('?filters.action=create');
    const panel = page.getByTestId('filters');
    await panel.getByRole('combobox', { name: 'Actor is any of' }).fill('hea');
    await panel.getByRole('option', { name: 'head' }).click();
    await page.getByRole('button', { name: 'Actor is head' }).waitFor();
    await shows('1–25 of 40');
    await panel.getByRole('button', { name: 'Take out head' }).click();
    await page.getByRole('button', { name: 'Actor is head' }).waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('?filters.action=create');
  });

  it('#7 #11 searches, and sorts by several columns from the keyboard', async () => {
    await open();
    await page.getByRole('search').getByRole('searchbox').fill('ENTRY 01');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '“ENTRY 01”' }).waitFor();
    await shows('1–12 of 12');
    const head = (name: string) => page.getByRole('columnheader', { name, exact: true });
    await head('Action').getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/sort=action/);
    await head('Label')
      .getByRole('button')
      .click({ modifiers: ['Shift'] });
    await page.waitForURL(/sort=action%2Clabel/);
    await head('Label')
      .getByRole('button')
      .click({ modifiers: ['Shift'] });
    await page.waitForURL(/sort=action%2C-label/);
    await expect(head('Action').getAttribute('aria-sort')).resolves.toBe('ascending');
    await page.locator('th[aria-sort=descending]', { hasText: 'Label' }).waitFor();
    await rows().first().getByText('create', { exact: true }).waitFor();
  });

  it('#12 keeps the chosen page size, and shows the last page for one beyond the end', async () => {
    await open('?q=entry');
    await page.getByLabel('Rows per page').selectOption('50');
    await shows('1–50 of 120');
    await page.getByRole('button', { name: 'Next page' }).click();
    await shows('51–100 of 120');
    await open('?q=entry&page=99');
    await shows('101–120 of 120');
    await page.waitForURL(/page=3/);
    await page.getByLabel('Rows per page').selectOption('25');
    await page.getByTestId('shown').getByText('1–25 of').waitFor();
  });

  it('#22 comes back as it was left after a row was deleted', async () => {
    await page.goto(`${app.url}/admin/resources/setting?q=list.&sort=-key`);
    await shows('1–2 of 2');
    expect(await first(1)).toBe('list.b');
    await rows().first().getByRole('link', { name: 'Delete' }).click();
    await page.getByTestId('confirm').click();
    await page.getByText(/was deleted/).waitFor();
    await page.waitForURL(/q=list.&sort=-key/);
    await shows('1–1 of 1');
    expect(await first(1)).toBe('list.a');
  });

  it('#22 comes back to its page, order and filters after a row was saved', async () => {
    await page.goto(`${app.url}/admin/resources/setting?q=many.&sort=-key&size=10&page=3`);
    await shows('21–30 of 40');
    await page.getByTestId('filters').locator('[name="key"]').fill('many');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /Key contains/ }).waitFor();
    await page.getByRole('button', { name: 'Next page' }).click();
    await shows('11–20 of 40');
    const { search } = new URL(page.url());
    const row = rows().filter({ hasText: 'many.25' });
    await row.getByRole('link', { name: 'Edit' }).click();
    await page.getByLabel('Description').fill('Changed from page 2');
    await page.getByTestId('button-save').click();
    await page.getByText(/was saved/).waitFor();
    await shows('11–20 of 40');
    expect(new URL(page.url()).search).toBe(search);
    await row.getByText('Changed from page 2').waitFor();
  });

  it('#16 #49 deletes rows that were selected on several pages', async () => {
    await page.goto(`${app.url}/admin/resources/setting?q=many.&size=10&sort=key`);
    await shows('1–10 of 40');
    await page.getByLabel('Select Key many.01').check();
    await page.getByRole('button', { name: 'Next page' }).click();
    await shows('11–20 of 40');
    await page.getByLabel('Select Key many.11').check();
    await page.getByTestId('selection').getByText('2 selected').waitFor();
    await page.getByTestId('bulk-delete').click();
    await page.getByText('many.01').waitFor();
    await page.getByText('many.11').waitFor();
    await page.getByTestId('confirm').click();
    await page.getByText('2 settings were deleted.').waitFor();
    await shows('11–20 of 38');
    expect(await page.getByTestId('selection').count()).toBe(0);
  });

  it('#16 #49 deletes all that match, whatever page shows them, and nothing else', async () => {
    await page.goto(`${app.url}/admin/resources/setting?q=many.&size=10`);
    await shows('1–10 of 38');
    await page.getByLabel('Select all rows of this page').check();
    await page.getByTestId('selection').getByText('10 selected').waitFor();
    await page.getByRole('button', { name: 'Select all 38 that match' }).click();
    await page.getByTestId('selection').getByText('All 38 that match selected').waitFor();
    await page.getByTestId('bulk-delete').click();
    await page.getByTestId('confirm').click();
    await page.getByText('38 settings were deleted.').waitFor();
    await page.goto(`${app.url}/admin/resources/setting`);
    await rows().filter({ hasText: 'other' }).waitFor();
    expect(await rows().filter({ hasText: 'many.' }).count()).toBe(0);
  });

  it('#18 #19 runs an action out of the menu of a row', async () => {
    await page.goto(`${app.url}/admin/resources/user?q=head`);
    const menu = rows().first().getByRole('button', { name: 'More actions' });
    await menu.click();
    expect(await menu.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Escape');
    expect(await menu.getAttribute('aria-expanded')).toBe('false');
    await menu.click();
    await rows().first().getByRole('button', { name: 'Set password' }).click();
    await page.getByLabel('New password').fill('short');
    await page.getByTestId('run').click();
    await page
      .getByText(/at least 8 characters/i)
      .first()
      .waitFor();
    expect(new URL(page.url()).searchParams.get('action')).toBe('setPassword');
  });

  it('#18 keeps the actions of a row in sight beside a table that is wider than its place', async () => {
    await page.setViewportSize({ width: 1000, height: 500 });
    await page.goto(`${app.url}/admin/resources/periodic_task`);
    const menu = rows().last().getByRole('button', { name: 'More actions' });
    await menu.waitFor();
    const width = (of: 'clientWidth' | 'scrollWidth') =>
      page.evaluate(`document.querySelector('[role=region]').${of}`) as Promise<number>;
    expect(await width('scrollWidth')).toBeGreaterThan(await width('clientWidth'));
    await page.evaluate('scrollTo(0, document.body.scrollHeight)');
    expect((await menu.boundingBox())!.x).toBeLessThan(1000);
    await menu.click();
    const { x, y, width: wide, height } = (await rows().last().locator('ul').boundingBox())!;
    expect(Math.min(x, y)).toBeGreaterThan(0);
    expect([x + wide < 1000, y + height < 500]).toEqual([true, true]);
    await rows().last().getByRole('button', { name: 'Run now' }).click({ trial: true });
    await page.setViewportSize({ width: 1400, height: 1000 });
  });

  it('#16 hands a selection over without an id in the address, where there is something to do with one', async () => {
    await page.goto(`${app.url}/admin/resources/setting`);
    await page.getByLabel('Select all rows of this page').check();
    await page.getByTestId('selection').getByText('2 selected').waitFor();
    await page.getByTestId('bulk-delete').click();
    await page.getByTestId('confirm').waitFor();
    expect(page.url()).toMatch(/\/bulk\/bulkDelete$/);

    await open('?q=entry');
    await page.getByLabel('Rows per page').waitFor();
    // The log is for looking only: there is nothing to select.
    expect(await page.getByRole('checkbox', { name: /Select/ }).count()).toBe(0);
  });

  it('#73 is no wider than a telephone, but for the table, which scrolls by itself', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open();
    await rows().first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
    const filters = await page.getByTestId('filters').boundingBox();
    expect(filters).toMatchObject({ x: 16, width: 358 });
    expect(filters!.y).toBeLessThan((await rows().first().boundingBox())!.y);
    await page.setViewportSize({ width: 1400, height: 1000 });
  });

  it('met no error', () => {
    expect(traffic.failures).toEqual([]);
  });
});
