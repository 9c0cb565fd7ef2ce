import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { percentile } from '../support/statistics.js';
import type { AdminServer } from './admin-server.js';

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu'];
const REPETITIONS = 10;

interface Quantiles {
  p50: number;
  p95: number;
}

/**
 * How long somebody waits for a list's rows in Chromium, in milliseconds: with nothing in the browser's cache, and
 * with what the first visit left there. Nothing where there is no Chromium.
 */
export async function firstPaints(server: AdminServer, path: string): Promise<Record<string, Quantiles>> {
  if (!existsSync(CHROMIUM)) {
    console.error('Without first paints; Chromium comes with: apt-get install -y chromium');
    return {};
  }
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  try {
    const cold: number[] = [];
    const warm: number[] = [];
    for (let i = 0; i < REPETITIONS; i++) {
      const [first, second] = await twoVisits(browser, server, path);
      cold.push(first);
      warm.push(second);
    }
    return { 'rows on the screen, cold': quantiles(cold), 'rows on the screen, warm': quantiles(warm) };
  } finally {
    await browser.close();
  }
}

async function twoVisits(browser: Browser, server: AdminServer, path: string): Promise<[number, number]> {
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
  const times: [number, number] = [await visit(), await visit()];
  await context.close();
  return times;
}

const quantiles = (values: number[]): Quantiles => ({
  p50: percentile(Float64Array.from(values), 50),
  p95: percentile(Float64Array.from(values), 95),
});
