import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { OTHER_CORE, pin, unpin } from '../support/cores.js';
import { percentile } from '../support/statistics.js';
import type { AdminServer } from './admin-server.js';

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu'];
const REPETITIONS = 10;
/** Chromium keeps compiled scripts only once it has seen them a few times. */
const VISITS = 4;

interface Quantiles {
  p50: number;
  p95: number;
}

/**
 * How long somebody waits for a list's rows in Chromium, in milliseconds: with nothing in the browser's cache, and
 * with what a few visits left there. The browser may use both cores. Nothing where there is no Chromium.
 */
export async function firstPaints(server: AdminServer, path: string): Promise<Record<string, Quantiles>> {
  if (!existsSync(CHROMIUM)) {
    console.error('Without first paints; Chromium comes with: apt-get install -y chromium');
    return {};
  }
  unpin(process.pid);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  try {
    const cold: number[] = [];
    const warm: number[] = [];
    for (let i = 0; i < REPETITIONS; i++) {
      const [first, second] = await firstAndLastVisit(browser, server, path);
      cold.push(first);
      warm.push(second);
    }
    return { 'rows on the screen, cold': quantiles(cold), 'rows on the screen, warm': quantiles(warm) };
  } finally {
    await browser.close();
    pin(process.pid, OTHER_CORE);
  }
}

async function firstAndLastVisit(
  browser: Browser,
  server: AdminServer,
  path: string,
): Promise<[number, number]> {
  const context = await browser.newContext();
  const cookies = server.headers['cookie']!.split('; ').map((cookie) => cookie.split('='));
  await context.addCookies(
    cookies.map(([name = '', value = '']) => ({ name, value, url: `${server.url}/admin` })),
  );
  const page = await context.newPage();
  const visit = async (): Promise<number> => {
    const start = performance.now();
    await page.goto(server.url + path, { waitUntil: 'commit' });
    await page.locator('tbody tr').first().waitFor();
    return performance.now() - start;
  };
  const times: number[] = [];
  while (times.length < VISITS) times.push(await visit());
  await context.close();
  return [times[0]!, times[VISITS - 1]!];
}

const quantiles = (values: number[]): Quantiles => ({
  p50: percentile(Float64Array.from(values), 50),
  p95: percentile(Float64Array.from(values), 95),
});
