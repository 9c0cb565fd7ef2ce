import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, logIn, Traffic } from './support/admin-browser.js';
import { Sheet, startFormToy } from './support/form-toy.js';
import { requireProgram } from './support/requirements.js';
import { PASSWORD, type ToyAdmin } from './support/toy-admin.js';
import { Gadget, Part } from './support/toy-entities.js';

const chromium = requireProgram('chromium');

chromium.describe('deleting in a browser', () => {
  let toy: ToyAdmin;
  let browser: Browser;
  let page: Page;
  const traffic = new Traffic();

  beforeAll(async () => {
    toy = await startFormToy();
    const url = await toy.listen();
    const [lamp] = await toy.dataSource.getRepository(Gadget).save([{ name: 'Lamp' }, { name: 'Radio' }]);
    await toy.dataSource.getRepository(Part).insert({ gadgetId: lamp!.id, code: 'bulb' });
    await toy.dataSource.getRepository(Sheet).insert({ title: 'About lamps', gadgetId: lamp!.id });
    browser = await launchBrowser(chromium.path);
    page = await logIn(browser, url, { login: 'root', password: PASSWORD }, traffic);
    await page.getByTestId('overview').waitFor();
    await page.goto(`${url}/admin/resources/gadget/records/${lamp!.id}/delete`);
    await page.getByTestId('deletion').waitFor();
  });

  afterAll(async () => {
    await browser?.close();
    await toy?.close();
  });

  const deletion = () => page.getByTestId('deletion');

  it('#48 names what stands against it, and offers no way past that', async () => {
    await deletion().getByText('This cannot be deleted').waitFor();
    const obstacles = page.getByTestId('obstacles');
    await obstacles.getByText('Parts').waitFor();
    await obstacles.getByText('refers to what would be deleted').waitFor();
    expect(await page.getByTestId('confirm').count()).toBe(0);
    await deletion().getByRole('button', { name: 'Back' }).click();
    await page.getByRole('heading', { name: 'Lamp', exact: true }).waitFor();
  });

  it('#48 names what goes and what loses a value, and deletes once that is confirmed', async () => {
    await toy.dataSource.getRepository(Part).clear();
    await page.getByRole('button', { name: 'Delete' }).click();
    await deletion().getByText('This deletes 1 record for good.').waitFor();
    await deletion().getByRole('heading', { name: 'Will lose a value' }).waitFor();
    await deletion().getByRole('link', { name: 'About lamps' }).waitFor();
    await page.getByTestId('confirm').click();
    await page.getByTestId('notices').getByText('“Lamp” was deleted.').waitFor();
    await page.locator('tbody tr').getByText('Radio').waitFor();
    expect(await page.locator('tbody tr').count()).toBe(1);
    expect(await toy.dataSource.getRepository(Sheet).find()).toMatchObject([{ gadgetId: null }]);
  });

  it('met no error', () => {
    expect(traffic.failures).toEqual([]);
  });
});
