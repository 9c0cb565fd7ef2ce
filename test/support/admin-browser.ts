import { type Browser, chromium, type Page, type Request, type Response } from 'playwright-core';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Everything a browser asked for and was told. */
export class Traffic {
  readonly hosts = new Set<string>();
  readonly failures: string[] = [];
  private readonly bodies: Promise<string>[] = [];

  watch(page: Page): void {
    page.on('request', (request: Request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol !== 'data:' && protocol !== 'blob:') this.hosts.add(host);
    });
    page.on('response', (response: Response) => this.bodies.push(this.read(response)));
    page.on('pageerror', (error) => this.failures.push(error.message));
    page.on('console', (message) => {
      // Chromium itself reports every 4xx; those are looked at where they are provoked.
      const isStatus = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !isStatus) this.failures.push(message.text());
    });
  }

  async text(): Promise<string> {
    return (await Promise.all(this.bodies)).join('\n');
  }

  private async read(response: Response): Promise<string> {
    if (response.status() >= 500) this.failures.push(`${response.status()} ${response.url()}`);
    const headers = JSON.stringify(response.headers());
    const body = await response.body().catch(() => Buffer.alloc(0));
    return `${headers}\n${body.toString('utf8')}`;
  }
}

export async function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: FLAGS });
}

/** A page at the admin of `url`, through the login form. */
export async function logIn(
  browser: Browser,
  url: string,
  who: { login: string; password: string },
  traffic: Traffic,
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 1000 } });
  const page = await context.newPage();
  traffic.watch(page);
  await page.goto(`${url}/admin`);
  await page.fill('[name=login]', who.login);
  await page.fill('[name=password]', who.password);
  await page.click('button[type=submit]');
  return page;
}
