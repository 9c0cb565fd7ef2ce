import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, logIn, Traffic } from './support/admin-browser.js';
import { Sheet, startFormToy, Tag } from './support/form-toy.js';
import { requireProgram } from './support/requirements.js';
import { PASSWORD, STAFF, type ToyAdmin } from './support/toy-admin.js';
import { Gadget, User } from './support/toy-entities.js';

const chromium = requireProgram('chromium');

/** An image that runs a script, and the end of whatever it may stand in. */
const script = (name: string): string => `"'></script><img src=x onerror=hit()>${name}`;
const ATTACK = {
  title: script('T'),
  tag: script('G'),
  gadget: script('D'),
  user: script('U'),
  text: script('X'),
};

chromium.describe('#65 script in every text field', () => {
  let toy: ToyAdmin;
  let url: string;
  let browser: Browser;
  let page: Page;
  const traffic = new Traffic();

  beforeAll(async () => {
    toy = await startFormToy();
    url = await toy.listen();
    const { manager } = toy.dataSource;
    await manager.update(User, { id: STAFF.viewer.id }, { username: ATTACK.user });
    await manager.insert(Tag, { name: ATTACK.tag });
    await manager.insert(Gadget, { name: ATTACK.gadget, tags: [ATTACK.text], data: { a: ATTACK.text } });
    browser = await launchBrowser(chromium.path);
    page = await logIn(browser, url, { login: 'root', password: PASSWORD }, traffic);
    await page.getByTestId('overview').waitFor();
    await page.context().addInitScript('window.hit = () => { window.isHit = true; };');
  });

  afterAll(async () => {
    await browser?.close();
    await toy?.close();
  });

  /** That a page shows the text as it is, and made nothing of it. */
  const shows = async (...texts: string[]): Promise<void> => {
    for (const text of texts) await page.getByText(text).first().waitFor();
    expect(await page.locator('img[src=x]').count()).toBe(0);
    expect(await page.evaluate('window.isHit')).toBeUndefined();
  };
  const open = (path: string) => page.goto(`${url}/admin/resources/${path}`);

  it('is saved by a form, with a reference and a choice picked by it, and told in the notice', async () => {
    await open('sheet/actions/new');
    await page.getByLabel('Title').fill(ATTACK.title);
    await page.getByLabel('Description').fill(ATTACK.text);
    await page.getByRole('combobox', { name: 'Gadget' }).fill('onerror');
    await shows(ATTACK.gadget);
    await page.getByRole('listbox').getByRole('option').first().click();
    await page.getByRole('combobox', { name: 'Tags' }).fill('onerror');
    await shows(ATTACK.tag);
    await page.getByRole('listbox').getByRole('option').first().click();
    await page.getByTestId('button-save').click();
    await shows(`“${ATTACK.title}” was created.`);
    expect(await toy.dataSource.manager.findOneBy(Sheet, { id: 1 })).toMatchObject({
      ...{ title: ATTACK.title, description: ATTACK.text },
    });
  });

  it('is shown as it was typed in lists, with what they are searched and filtered by', async () => {
    const filter = encodeURIComponent(ATTACK.gadget);
    await open(`gadget?q=${filter}&filters.name=${filter}&filters.ownerId=${STAFF.viewer.id}`);
    await page.getByRole('button', { name: `“${ATTACK.gadget}”` }).waitFor();
    await page.getByRole('button', { name: new RegExp('Name contains .*onerror') }).waitFor();
    await page.getByRole('button', { name: new RegExp('Owner is .*onerror') }).waitFor();
    await shows();
    await open('gadget');
    await shows(ATTACK.gadget);
    await open('sheet');
    await shows(ATTACK.title);
  });

  it.each([
    ['the page of a row', 'sheet/records/1/show', [ATTACK.title, ATTACK.text, ATTACK.tag, ATTACK.gadget]],
    ['lists and JSON of a row', 'gadget/records/1/show', [ATTACK.gadget, ATTACK.text]],
    ['its history', 'sheet/records/1/history', [ATTACK.title, ATTACK.text, ATTACK.tag, ATTACK.gadget]],
    ['the confirmation of its deletion', 'sheet/records/1/delete', [ATTACK.title]],
    ['what loses its value by a deletion', 'gadget/records/1/delete', [ATTACK.gadget, ATTACK.title]],
  ])('is shown as it was typed by %s', async (_where, path, texts) => {
    await open(path);
    await shows(...texts);
  });

  it('stands in the fields of a form, in what a stale one says, and among recent actions', async () => {
    await open('sheet/records/1/edit');
    await page.getByRole('heading', { name: ATTACK.title }).waitFor();
    expect(await page.getByLabel('Title').inputValue()).toBe(ATTACK.title);
    expect(await page.getByRole('combobox', { name: 'Gadget' }).inputValue()).toBe(ATTACK.gadget);
    await page.getByLabel('Description').fill('mine');
    await toy.dataSource.manager.update(Sheet, { id: 1 }, { description: `${ATTACK.text} again` });
    await page.getByTestId('button-save').click();
    await page.getByTestId('stale-form').waitFor();
    await shows(`${ATTACK.text} again`);
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByTestId('button-save').click();
    await page.waitForURL(/actions\/list/);
    await page.goto(`${url}/admin`);
    await page.getByTestId('overview').waitFor();
    await shows(ATTACK.title);
  });

  it('in an address is harmless too', async () => {
    const attack = encodeURIComponent(ATTACK.text);
    for (const path of [`?q=${attack}&sort=${attack}`, `/actions/${attack}`, `/records/${attack}/show`]) {
      await open(`sheet${path}`);
      await page
        .getByText(/no such|cannot be|can be sorted|not there/i)
        .first()
        .waitFor();
      await shows();
    }
    await page.goto(`${url}/admin/login?next=${attack}`);
    await shows();
  });

  it('met no error but the refusals', () => {
    expect(traffic.failures).toEqual([]);
    expect([...traffic.hosts]).toEqual([new URL(url).host]);
  });
});
