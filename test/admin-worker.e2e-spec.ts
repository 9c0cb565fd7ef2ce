import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';

const script = (text: string): string => `data:text/javascript,${encodeURIComponent(text)}`;
const RESOLVE = script(`export function resolve(name, context, next) {
  if (/^@?adminjs(\\/|$)/.test(name)) throw new Error(name + ' is imported');
  return next(name, context);
}`);
/** Has every import of AdminJS fail. */
const REFUSE_ADMINJS = script(
  `import { register } from 'node:module'; register(${JSON.stringify(RESOLVE)});`,
);

describe('AdminJS', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  /** A process of the service for which AdminJS is not there. */
  function start(entry: string): ChildProcess {
    const { PATH, HOME, TMPDIR } = process.env;
    const dataDir = mkdtempSync(join(process.env.TEST_DIRECTORY ?? tmpdir(), 'no-adminjs-'));
    const own = { NODE_ENV: 'test', LOG_LEVEL: 'warn', HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir };
    return fork(fileURLToPath(new URL(`../dist/src/${entry}.js`, import.meta.url)), {
      env: { PATH, HOME, TMPDIR, ...own, DATABASE_URL: database.url },
      execArgv: ['--import', REFUSE_ADMINJS],
      silent: true,
    });
  }

  it('is not loaded by a worker', async () => {
    const worker = start('worker');
    const exit = once(worker, 'exit');
    const ready = once(worker, 'message').then(([message]) => message as unknown);
    expect(await Promise.race([ready, exit])).toMatchObject({ type: 'ready' });
    worker.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
  });

  it('is loaded by the service, which does not start without it', async () => {
    const service = start('main');
    let told = '';
    service.stdout!.on('data', (text) => (told += String(text)));
    service.stderr!.on('data', (text) => (told += String(text)));
    const [code] = (await once(service, 'close')) as [number];
    expect([code, told]).toEqual([1, expect.stringMatching(/adminjs is imported/)]);
  });
});
