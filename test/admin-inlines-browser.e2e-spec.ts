import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, logIn, Traffic } from './support/admin-browser.js';
import { requireProgram } from './support/requirements.js';
import { Jar, Shelf, startShelfToy } from './support/shelf-entities.js';
import { PASSWORD, type ToyAdmin } from './support/toy-admin.js';
import { Gadget } from './support/toy-entities.js';

const chromium = requireProgram('chromium');

chromium.describe('#30 rows in a form, in a browser', () => {
  let toy: ToyAdmin;
  let url: string;
  let browser: Browser;
  let page: Page;
  const traffic = new Traffic();

  beforeAll(async () => {
    toy = await startShelfToy();
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
    const { manager } = toy.dataSource;
    await manager.query('TRUNCATE shelf, jar, gadget, log_entry RESTART IDENTITY CASCADE');
    await manager.insert(Gadget, { name: 'Glass lid' });
    await manager.insert(Shelf, { name: 'Upper' });
    await manager.insert(Jar, [
      { shelfId: 1, name: 'Fig' },
      { shelfId: 1, name: 'Plum' },
    ]);
    await page.goto(`${url}/admin/resources/shelf/records/1/edit`);
    await page.getByTestId('button-save').waitFor();
  });

  const rows = () => page.getByTestId('inline-jar');
  const save = () => page.getByTestId('button-save').click();
  const jars = async () =>
    (await toy.dataSource.manager.find(Jar, { order: { name: 'ASC' } })).map(
      ({ name, size, weight, lidId }) => ({
        ...{ name, size, weight, lidId },
      }),
    );

  it('are added, changed and deleted with the keyboard’s names for all of it', async () => {
    await page.getByLabel('Weight of Fig').fill('3');
    await page.getByLabel('Delete Plum').check();
    await page.getByRole('button', { name: 'Add Jar' }).click();
    await page.getByLabel('Name of new Jar 3').fill('Oil');
    await page.getByLabel('Size of new Jar 3').selectOption('large');
    await page.getByRole('combobox', { name: 'Lid' }).last().fill('glass');
    await page.getByRole('listbox').getByRole('option', { name: 'Glass lid' }).click();
    await page.getByRole('button', { name: 'Add Jar' }).click();
    await page.getByRole('button', { name: 'Add Jar' }).click();
    await page.getByRole('button', { name: 'Remove new Jar 5' }).click();
    await save();
    // The empty row that was left is none.
    await page.waitForURL(/actions\/list/);
    expect(await jars()).toEqual([
      { name: 'Fig', size: 'small', weight: 3, lidId: null },
      { name: 'Oil', size: 'large', weight: null, lidId: 1 },
    ]);
    await page.goto(`${url}/admin/resources/shelf/records/1/show`);
    await rows().first().waitFor();
    expect(await rows().getByRole('link', { name: 'Show Oil' }).getAttribute('href')).toMatch(
      /jar\/records\/3\/show/,
    );
    expect(await page.getByRole('button', { name: 'Add Jar' }).count()).toBe(0);
  });

  it('say beside the value what is wrong, and keep what was typed, even after the session has ended', async () => {
    await page.getByRole('button', { name: 'Add Jar' }).click();
    await page.getByLabel('Name of new Jar 3').fill('Fig');
    await page.getByLabel('Weight of Plum').fill('heavy');
    await save();
    const problems = page.getByTestId('form-problems');
    await problems.getByRole('button', { name: 'Jars: Weight' }).click();
    expect(await page.locator(':focus').getAttribute('aria-invalid')).toBe('true');
    await page.getByLabel('Weight of Plum').fill('4');
    await save();
    await problems.getByRole('button', { name: 'Jars: Name' }).waitFor();
    await rows().last().getByText('There is already one with this value.').waitFor();
    await page.getByLabel('Name of new Jar 3').fill('Dill');
    await toy.dataSource.query('DELETE FROM admin_session');
    await save();
    await page.waitForURL(/\/admin\/login/);
    await page.fill('[name=login]', 'root');
    await page.fill('[name=password]', PASSWORD);
    await page.click('button[type=submit]');
    await page.getByTestId('button-save').waitFor();
    expect(await page.getByLabel('Weight of Plum').inputValue()).toBe('4');
    await save();
    await page.waitForURL(/actions\/list/);
    expect((await jars()).map(({ name, weight }) => [name, weight])).toEqual([
      ['Dill', null],
      ['Fig', null],
      ['Plum', 4],
    ]);
  });

  it('#34 are copied with what they belong to', async () => {
    await page.getByLabel('Name', { exact: true }).fill('Copy');
    await page.getByLabel('Delete Plum').check();
    await page.getByRole('button', { name: 'Save as new' }).click();
    await page.waitForURL(/records\/2\/edit/);
    await page.getByLabel('Weight of Fig').waitFor();
    expect(await toy.dataSource.manager.findBy(Jar, { shelfId: 2 })).toMatchObject([{ name: 'Fig' }]);
    expect(await toy.dataSource.manager.countBy(Jar, { shelfId: 1 })).toBe(2);
  });

  it('#73 stand below each other on a telephone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await rows().first().getByText('Weight').first().waitFor();
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(390);
    await page.setViewportSize({ width: 1400, height: 1000 });
  });

  it('met no error', () => {
    expect(traffic.failures).toEqual([]);
  });
});
