import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { queryRows } from './support/data.js';
import { createTestDatabase, type TestDatabase } from './support/postgres.js';

const CLI = fileURLToPath(new URL('../dist/src/cli.js', import.meta.url));
const LIMIT_MIB = 128;
/** With a document of about 1 kB each. */
const ROWS = 100_000;

let source: TestDatabase;
let target: TestDatabase;
let folder: string;
beforeAll(async () => {
  [source, target] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  folder = mkdtempSync(join(tmpdir(), 'data-memory-'));
});
afterAll(async () => {
  await Promise.all([source.drop(), target.drop()]);
  rmSync(folder, { recursive: true });
});

/**
 * Told by the command as it ends: Linux's own mark of its memory where there is one, since there `maxRSS` also counts
 * the process that started it, here Jest with whatever it ran before.
 */
const TELL = `
  import { existsSync, readFileSync } from 'node:fs';
  process.once('exit', () => {
    const status = '/proc/self/status';
    const mark = existsSync(status) && /VmHWM:\\s+(\\d+)/.exec(readFileSync(status, 'utf8'))?.[1];
    console.error('peak ' + (mark || process.resourceUsage().maxRSS));
  });`;

/** The most memory the command ever held, in MiB. */
async function peakOf(database: TestDatabase, ...args: string[]): Promise<number> {
  const { PATH, HOME, TMPDIR } = process.env;
  const { stderr } = await promisify(execFile)(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(TELL)}`, CLI, ...args],
    { env: { PATH, HOME, TMPDIR, NODE_ENV: 'test', DATABASE_URL: database.url } },
  );
  return Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024;
}

describe('many rows', () => {
  it(`take less than ${LIMIT_MIB} MiB to dump, and to load again`, async () => {
    await queryRows(
      source.url,
      `INSERT INTO "user" (username, email) VALUES ('anna', 'anna@example.com');
       INSERT INTO cv (id, owner_id, title, language) VALUES (1, 1, '', 'en');
       INSERT INTO cv_version (cv_id, number, origin, document)
         SELECT 1, n, 'edit', jsonb_build_object('text', repeat(md5(n::text), 32)) FROM generate_series(1, ${ROWS}) n`,
    );
    const file = join(folder, 'dump.jsonl');
    expect(await peakOf(source, 'data:dump', '--out', file)).toBeLessThan(LIMIT_MIB);
    expect(statSync(file).size).toBeGreaterThan(ROWS * 1_000);
    expect(await peakOf(target, 'data:load', file, '--yes')).toBeLessThan(LIMIT_MIB);
    expect(await queryRows(target.url, 'SELECT count(*)::int AS count FROM cv_version')).toEqual([
      { count: ROWS },
    ]);
  });
});
