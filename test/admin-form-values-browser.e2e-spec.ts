import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, logIn, Traffic } from './support/admin-browser.js';
import { Sheet, startFormToy } from './support/form-toy.js';
import { requireProgram } from './support/requirements.js';
import { PASSWORD, type ToyAdmin } from './support/toy-admin.js';

const chromium = requireProgram('chromium');

chromium.describe('the controls of a form in a browser', () => {
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
    await toy.dataSource.query('TRUNCATE sheet, log_entry, idempotency_key RESTART IDENTITY CASCADE');
    await toy.dataSource
      .getRepository(Sheet)
      .insert({ title: 'First', big: '9007199254740993', price: '1.50' });
  });

  const sheet = () => toy.dataSource.getRepository(Sheet).findOneByOrFail({ id: 1 });
  const open = async () => {
    await page.goto(`${url}/admin/resources/sheet/records/1/edit`);
    await page.getByTestId('button-save').waitFor();
  };
  const tab = (name: string) => page.getByRole('tab', { name }).click();
  const save = async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.waitForURL(/actions\/list/);
  };
  const field = (name: string) => page.locator(`#field-${name}`);

  it('#38 #39 #40 #42 give what was typed to the row, exactly, and show it again', async () => {
    const typed = {
      Values: {
        ...{ big: '9223372036854775807', price: '-123456.70' },
        ...{ day: '2024-02-29', opens: '23:59:59', wall: '2026-03-29T02:30:15' },
      },
      More: { code: 'ab cd', net: '2001:db8::/32' },
    };
    await open();
    await page.getByLabel('Size').selectOption('large');
    for (const [name, values] of Object.entries(typed)) {
      await tab(name);
      for (const [column, value] of Object.entries(values)) await field(column).fill(value);
    }
    await page.getByLabel('Flag').selectOption('No');
    await page.getByLabel('Active').check();
    await page.getByRole('button', { name: 'Raw' }).click();
    await page.getByLabel('Data').fill('{"list": [1, "1", null, true]}');
    await page.getByRole('button', { name: 'Format' }).click();
    await tab('Values');
    for (const [index, mark] of ['3', '4', '-2'].entries()) {
      await page.getByRole('button', { name: 'Add a value' }).click();
      await page.getByLabel(`Marks, value ${index + 1}`).fill(mark);
    }
    await page.getByRole('button', { name: 'Remove value 2' }).click();
    await save();
    expect(await sheet()).toMatchObject({
      ...{ ...typed.Values, wall: new Date('2026-03-29T02:30:15') },
      ...{ ...typed.More, size: 'large', flag: false, active: true, marks: [3, -2] },
      data: { list: [1, '1', null, true] },
    });
    await open();
    for (const [name, values] of Object.entries(typed)) {
      await tab(name);
      for (const [column, value] of Object.entries(values))
        expect([column, await field(column).inputValue()]).toEqual([column, value]);
    }
    expect(await page.getByLabel('Flag').inputValue()).toBe('false');
    await page.getByRole('button', { name: 'Raw' }).click();
    expect(await page.getByLabel('Data').inputValue()).toContain('"1",\n    null');
  });

  it('#41 leave nothing where a value was cleared', async () => {
    await toy.dataSource
      .getRepository(Sheet)
      .update({ id: 1 }, { day: '2024-01-31', flag: true, marks: [1] });
    await open();
    await tab('Values');
    for (const column of ['big', 'price', 'day']) await field(column).fill('');
    await page.getByRole('button', { name: 'Remove value 1' }).click();
    await tab('More');
    await page.getByLabel('Flag').selectOption('Unknown');
    await save();
    expect(await sheet()).toMatchObject({ big: null, price: null, day: null, flag: null, marks: [] });
  });

  it('#35 #42 say which value of a list is wrong, and keep it', async () => {
    await open();
    await tab('Values');
    await page.getByRole('button', { name: 'Add a value' }).click();
    await page.getByLabel('Marks, value 1').fill('two');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Value 1: Enter a whole number.').waitFor();
    expect(await page.getByLabel('Marks, value 1').inputValue()).toBe('two');
    expect(await sheet()).toMatchObject({ marks: [], version: 1 });
  });

  it('met no error', () => {
    expect(traffic.failures).toEqual([]);
  });
});
