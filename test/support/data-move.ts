import { afterEach, beforeEach, expect } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CliResult, runCli } from './cli.js';
import { queryRows } from './data.js';
import { createTestDatabase, type TestDatabase } from './postgres.js';

/** Two databases and a folder, new for each test, and the commands that move data between them. */
export class DataMove {
  source: TestDatabase;
  target: TestDatabase;
  folder: string;

  constructor() {
    beforeEach(async () => {
      [this.source, this.target] = await Promise.all([createTestDatabase(), createTestDatabase()]);
      this.folder = mkdtempSync(join(tmpdir(), 'data-move-'));
    });
    afterEach(async () => {
      await Promise.all([this.source.drop(), this.target.drop()]);
      rmSync(this.folder, { recursive: true });
    });
  }

  file = (name: string): string => join(this.folder, name);

  cli = (database: TestDatabase, ...args: string[]): Promise<CliResult> =>
    runCli(args, { DATABASE_URL: database.url });

  /** What `data:dump` writes; it must succeed. */
  dump = async (database: TestDatabase, ...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await this.cli(database, 'data:dump', ...args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^Dumped /) });
    return stdout;
  };

  /** Loads a dump into the target. */
  load = (text: string | Buffer, ...args: string[]): Promise<CliResult> => {
    writeFileSync(this.file('dump'), text);
    return this.cli(this.target, 'data:load', this.file('dump'), '--yes', ...args);
  };

  usersIn = async (database: TestDatabase): Promise<number> =>
    (await queryRows<{ count: number }>(database.url, 'SELECT count(*)::int FROM "user"'))[0]?.count ?? -1;

  /** Refused, for that reason, with the target as it was. */
  expectRefused = async (result: CliResult, reason: RegExp): Promise<void> => {
    expect(result).toMatchObject({ code: 1, stderr: expect.stringMatching(reason) });
    expect(await this.usersIn(this.target)).toBe(0);
  };
}
