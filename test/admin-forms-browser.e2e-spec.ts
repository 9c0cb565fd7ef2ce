import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, logIn, Traffic } from './support/admin-browser.js';
import { Sheet, startFormToy, Tag } from './support/form-toy.js';
import { requireProgram } from './support/requirements.js';
import { until } from './support/until.js';
import { PASSWORD, type ToyAdmin } from './support/toy-admin.js';
import { Gadget } from './support/toy-entities.js';

const chromium = requireProgram('chromium');

chromium.describe('forms in a browser', () => {
  let toy: ToyAdmin;
  let url: string;
  let browser: Browser;
  let page: Page;
  const traffic = new Traffic();

  beforeAll(async () => {
    toy = await startFormToy();
    url = await toy.listen();
    browser = await launchBrowser(chromium.path);
    page = await logIn(browser, url, { login: 'root', password: PASSWORD }, traffic);
    await page.getByTestId('overview').waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await toy?.close();
  });

  beforeEach(async () => {
    await toy.dataSource.query(
      'TRUNCATE sheet, sheet_fan, sheet_tags, tag, gadget, part, log_entry, idempotency_key RESTART IDENTITY CASCADE',
    );
    await toy.dataSource.getRepository(Tag).insert(['red', 'green', 'blue'].map((name) => ({ name })));
    await toy.dataSource.getRepository(Sheet).insert({ title: 'First', description: 'Words' });
  });

  const sheets = () => toy.dataSource.getRepository(Sheet).find({ order: { id: 'ASC' } });
  const open = async (path: string, on = page) => {
    await on.goto(`${url}/admin/resources/sheet/${path}`);
    await on.getByTestId('button-save').waitFor();
  };
  const tab = (name: string) => page.getByRole('tab', { name }).click();
  const save = (name = 'Save') => page.getByRole('button', { name, exact: true }).click();
  const notice = (text: string) => page.getByTestId('notices').getByText(text).last().waitFor();

  it('#25 #35 #47 opens the tab in which something is wrong, focuses it and keeps what was typed', async () => {
    await open('actions/new');
    expect(await page.locator('[data-field=title]').textContent()).toContain('*');
    expect(await page.locator('[data-field=description]').textContent()).toContain('Told to nobody else.');
    expect(await page.getByLabel('Size').locator('option').allTextContents()).toEqual(['small', 'large']);
    await page.getByLabel('Title').fill('Kept <b>as typed</b>');
    await tab('More');
    await page.getByLabel('Net').fill('10.0.0.300');
    await page.getByRole('button', { name: 'Raw' }).click();
    await page.getByLabel('Data').fill('{"a": 1,}');
    await tab('Values');
    await page.getByLabel('Count').fill('100');
    await save();
    const summary = page.getByTestId('form-problems');
    await summary.waitFor();
    expect(await summary.getByRole('button').allTextContents()).toEqual(['Count', 'Data', 'Net']);
    expect(await page.locator(':focus').getAttribute('name')).toBe('count');
    expect(await page.getByLabel('Count').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Count').fill('99');
    await save();
    await page.getByRole('tab', { name: 'More', selected: true }).waitFor();
    expect(await page.getByLabel('Data').inputValue()).toBe('{"a": 1,}');
    await page.getByText('line 1, column 9').waitFor();
    await page.getByLabel('Data').fill('{"a": "1"}');
    await page.getByLabel('Net').fill('10.0.0.0/8');
    await save();
    await page.waitForURL(/\/resources\/sheet\/actions\/list/);
    await notice('“Kept <b>as typed</b>” was created.');
    expect((await sheets())[1]).toMatchObject({ count: 99, net: '10.0.0.0/8', data: { a: '1' } });
  });

  it('#34 saves and goes on, adds another, and saves as new', async () => {
    await open('records/1/edit');
    await page.getByLabel('Title').fill('First 1');
    await save('Save and continue editing');
    await notice('“First 1” was saved.');
    await page.getByRole('heading', { name: 'First 1' }).waitFor();
    await page.getByLabel('Title').fill('Copy');
    await save('Save as new');
    await page.waitForURL(/records\/2\/edit/);
    await page.getByRole('heading', { name: 'Copy' }).waitFor();
    await page.getByLabel('Title').fill('Copy 1');
    await save('Save and add another');
    await page.waitForURL(/actions\/new/);
    await page.getByRole('heading', { name: 'New sheet', exact: true }).waitFor();
    await page.getByLabel('Title').fill('Third');
    await save('Save and add another');
    await notice('“Third” was created.');
    await page.locator('#field-title').and(page.locator('[value=""]')).waitFor();
    const saved = (await sheets()).map(({ title, description }) => [title, description]);
    expect(saved).toEqual([
      ['First 1', 'Words'],
      ['Copy 1', 'Words'],
      ['Third', ''],
    ]);
  });

  it('#37 shows what somebody else changed, and lets one keep one’s own or take theirs', async () => {
    await open('records/1/edit');
    await page.getByLabel('Title').fill('Mine');
    const other = { title: 'Theirs', description: 'Their words' };
    await toy.dataSource.getRepository(Sheet).update({ id: 1 }, other);
    await save();
    const stale = page.getByTestId('stale-form');
    await stale.waitFor();
    expect(await stale.locator('tbody').locator('th, td').allTextContents()).toEqual([
      ...['Title', 'First', 'Theirs', 'Mine'],
      ...['Description', 'Words', 'Their words', 'not changed by you'],
    ]);
    await stale.getByRole('button', { name: 'Keep mine' }).click();
    expect(await page.getByLabel('Description').inputValue()).toBe('Their words');
    await save('Save and continue editing');
    await notice('“Mine” was saved.');
    expect((await sheets())[0]).toMatchObject({ title: 'Mine', description: 'Their words' });

    await page.getByLabel('Title').fill('Mine again');
    await toy.dataSource.getRepository(Sheet).update({ id: 1 }, { title: 'Theirs again' });
    await save();
    await stale.getByRole('button', { name: 'Take theirs' }).click();
    expect(await page.getByLabel('Title').inputValue()).toBe('Theirs again');
    await page.setViewportSize({ width: 390, height: 500 });
    await toy.dataSource.getRepository(Sheet).update({ id: 1 }, { title: 'Theirs at last' });
    await page.getByLabel('Title').fill('Mine from a telephone');
    await save();
    await stale.and(page.locator(':focus')).waitFor();
    expect((await stale.boundingBox())!.y).toBeGreaterThanOrEqual(0);
    await page.setViewportSize({ width: 1400, height: 1000 });
  });

  it('#27 finds what to refer to by typing, page by page, with the keyboard, and clears it', async () => {
    const names = Array.from({ length: 45 }, (_, index) => `Lamp ${String(index + 1).padStart(2, '0')}`);
    await toy.dataSource.getRepository(Gadget).insert(names.map((name) => ({ name })));
    await open('records/1/edit');
    const field = page.getByRole('combobox', { name: 'Gadget' });
    await field.focus();
    const options = page.getByRole('listbox').getByRole('option');
    await options.first().waitFor();
    expect(await options.count()).toBe(25);
    await options.last().scrollIntoViewIfNeeded();
    await options.nth(39).waitFor();
    await field.fill('lamp 4');
    await options.filter({ hasText: 'Lamp 45' }).waitFor();
    await options.filter({ hasText: 'Lamp 01' }).waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowDown');
    const second = await options.nth(1).textContent();
    await page.keyboard.press('Enter');
    expect(await field.inputValue()).toBe(second);
    await save('Save and continue editing');
    await notice('was saved.');
    expect(await field.inputValue()).toBe(second);
    expect((await sheets())[0]!.gadgetId).not.toBeNull();
    await page.getByRole('button', { name: 'Clear Gadget' }).click();
    await save();
    await page.waitForURL(/actions\/list/);
    expect((await sheets())[0]!.gadgetId).toBeNull();
  });

  it('#29 chooses several, and drops one', async () => {
    await open('records/1/edit');
    const field = page.getByRole('combobox', { name: 'Tags' });
    for (const name of ['blue', 'red']) {
      await field.fill(name);
      await page.getByRole('listbox').getByRole('option', { name }).click();
    }
    await page.getByRole('button', { name: 'Remove blue' }).click();
    await save();
    await page.waitForURL(/actions\/list/);
    expect(await toy.dataSource.query('SELECT tag_id FROM sheet_tags')).toEqual([{ tag_id: 1 }]);
    await page.goto(`${url}/admin/resources/sheet/records/1/show`);
    await page.getByTestId('value-tags').getByRole('link', { name: 'red' }).waitFor();
  });

  it('#38 shows an instant by the clock of the browser, says which, and saves the same moment', async () => {
    await toy.dataSource.getRepository(Sheet).update({ id: 1 }, { at: new Date('2026-07-01T22:30:15.123Z') });
    const storageState = await page.context().storageState();
    const context = await browser.newContext({ timezoneId: 'Asia/Kolkata', storageState });
    const there = await context.newPage();
    await open('records/1/edit', there);
    expect(await there.locator('#field-at').inputValue()).toBe('2026-07-02T04:00:15');
    expect(await there.locator('[data-field=at]').textContent()).toContain('(UTC+05:30)');
    await there.getByLabel('Title').fill('Seen');
    await there.getByRole('button', { name: 'Save and continue editing' }).click();
    await there.getByTestId('notices').getByText('was saved.').waitFor();
    expect((await sheets())[0]!.at).toEqual(new Date('2026-07-01T22:30:15.123Z'));
    await there.locator('#field-at').fill('2026-07-02T05:00:00');
    await there.getByRole('button', { name: 'Save', exact: true }).click();
    await there.waitForURL(/actions\/list/);
    expect((await sheets())[0]!.at).toEqual(new Date('2026-07-01T23:30:00Z'));
    await context.close();
  });

  it('#45 warns before what was typed is lost, and saves once however often one clicks', async () => {
    await open('records/1/edit');
    await page.getByLabel('Title').fill('Twice');
    const asked: string[] = [];
    const decline = (dialog: { message(): string; dismiss(): Promise<void> }) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    };
    page.on('dialog', decline);
    await page.getByRole('navigation', { name: 'Breadcrumbs' }).getByRole('link', { name: 'Sheets' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(asked).toEqual([expect.stringContaining('not been saved'), expect.stringContaining('Throw away')]);
    expect(await page.getByLabel('Title').inputValue()).toBe('Twice');
    page.off('dialog', decline);
    await page.getByRole('button', { name: 'Save as new' }).dblclick();
    await page.waitForURL(/records\/2\/edit/);
    expect(await sheets()).toHaveLength(2);
  });

  it('#45 #48 #50 leads to the row, its history and its deletion, and asks before', async () => {
    await open('records/1/edit');
    await page.getByLabel('Title').fill('Typed');
    page.once('dialog', (dialog) => void dialog.dismiss());
    await page.getByRole('link', { name: 'History' }).click();
    expect(await page.getByLabel('Title').inputValue()).toBe('Typed');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByRole('link', { name: 'History' }).click();
    await page.getByRole('heading', { name: 'History of First' }).waitFor();
    for (const name of ['Show', 'Delete']) {
      await open('records/1/edit');
      await page.getByRole('link', { name, exact: true }).click();
      await page.waitForURL(new RegExp(`records/1/${name.toLowerCase()}$`));
    }
  });

  it('#45 warns on the browser’s way back, and goes back once that is wanted', async () => {
    await page.goto(`${url}/admin/resources/sheet?sort=title`);
    await page.locator('tbody tr').first().getByRole('link', { name: 'Edit' }).click();
    await page.getByLabel('Title').fill('Typed');
    const asked: string[] = [];
    const back = () => page.evaluate('history.back()');
    page.once('dialog', (dialog) => {
      asked.push(dialog.message());
      void dialog.dismiss();
    });
    await back();
    await until(async () => asked.length === 1);
    expect(asked[0]).toContain('not been saved');
    await page.waitForURL(/records\/1\/edit/);
    expect(await page.getByLabel('Title').inputValue()).toBe('Typed');
    page.once('dialog', (dialog) => void dialog.accept());
    await back();
    await page.waitForURL(/sort=title/);
    await page.locator('tbody tr').first().getByText('First', { exact: true }).waitFor();
    expect((await sheets())[0]!.title).toBe('First');
  });

  it('#45 warns before the tab is closed, if anything was typed', async () => {
    const tabs = page.context();
    const closing = async (typed: string | null): Promise<string | null> => {
      const other = await tabs.newPage();
      await open('records/1/edit', other);
      if (typed !== null) await other.getByLabel('Title').fill(typed);
      const asked = new Promise<string>((resolve) =>
        other.on('dialog', (dialog) => {
          resolve(dialog.type());
          void dialog.accept();
        }),
      );
      const closed = new Promise<null>((resolve) => other.on('close', () => resolve(null)));
      await other.close({ runBeforeUnload: true });
      const first = await Promise.race([asked, closed]);
      await closed;
      return first;
    };
    expect(await closing('Typed')).toBe('beforeunload');
    expect(await closing(null)).toBeNull();
  });

  it('#63 #35 what was typed survives the end of the session', async () => {
    await open('records/1/edit');
    await page.getByLabel('Title').fill('Survivor');
    await toy.dataSource.query('DELETE FROM admin_session');
    await save();
    await page.waitForURL(/\/admin\/login/);
    await page.fill('[name=login]', 'root');
    await page.fill('[name=password]', PASSWORD);
    await page.click('button[type=submit]');
    await page.waitForURL(/records\/1\/edit/);
    await page.getByTestId('button-save').waitFor();
    expect(await page.getByLabel('Title').inputValue()).toBe('Survivor');
    await save();
    await page.waitForURL(/actions\/list/);
    expect((await sheets())[0]!.title).toBe('Survivor');
  });

  it('met no error and no foreign host', () => {
    expect(traffic.failures).toEqual([]);
    expect([...traffic.hosts]).toEqual([new URL(url).host]);
  });
});
