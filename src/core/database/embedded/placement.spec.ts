import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ServerAccount, serverAccount } from './account.js';
import { binariesIn } from './binaries.js';
import { choosePlacement, giveTo, type Placement } from './placement.js';
import { runProgram } from './run-program.js';

const isRoot = process.getuid?.() === 0;

describe('where the embedded PostgreSQL goes', () => {
  let folder: string;
  let dataDir: string;
  let binaries: ReturnType<typeof binariesIn>;
  let reports: string[];
  const trash = new Set<string>();

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'placement-'));
    dataDir = join(folder, 'data');
    reports = [];
    binaries = binariesIn(join(folder, 'native'), `0.0.0-${randomBytes(4).toString('hex')}`);
    await mkdir(dataDir);
    await mkdir(join(binaries.root, 'share', 'postgresql'), { recursive: true });
    await writeFile(join(binaries.root, 'share', 'file'), 'copied');
    await symlink('file', join(binaries.root, 'share', 'link'));
    trash.add(folder);
  });

  afterEach(async () => {
    for (const path of trash) await rm(path, { recursive: true, force: true });
    trash.clear();
  });

  async function choose(account: ServerAccount): Promise<Placement> {
    const placement = await choosePlacement({
      dataDir,
      binaries,
      account,
      report: (text) => reports.push(text),
    });
    if (!placement.home.startsWith(folder)) trash.add(join(placement.home, '..'));
    if (!placement.binaries.root.startsWith(folder)) trash.add(placement.binaries.root);
    return placement;
  }

  it('is the project when the server runs as we do', async () => {
    expect(await choose({})).toEqual({ home: join(dataDir, 'postgres'), binaries });
    expect(reports).toEqual([]);
  });

  // Only root can run things as another user.
  (isRoot ? describe : describe.skip)('for root (needs to run as root: sudo npm test)', () => {
    let account: ServerAccount;

    beforeEach(async () => {
      account = await serverAccount(join(dataDir, 'postgres'), () => undefined);
    });

    it('is the project where the server user can reach it', async () => {
      await chmod(folder, 0o755);
      expect(await choose(account)).toEqual({ home: join(dataDir, 'postgres'), binaries });
      expect(reports).toEqual([]);
    });

    it('is /var/lib/cv-improver where it cannot, data and programs, and says so', async () => {
      const { home, binaries: copy } = await choose(account);
      expect(home).toMatch(/^\/var\/lib\/cv-improver\/[0-9a-f]{16}\/postgres$/);
      expect(copy.root).toMatch(new RegExp(`^/var/lib/cv-improver/postgresql-${binaries.packageVersion}-`));
      expect(await readFile(join(copy.root, 'share', 'link'), 'utf8')).toBe('copied');
      expect((await lstat(join(copy.root, 'share', 'link'))).isSymbolicLink()).toBe(true);
      expect(reports).toEqual([expect.stringContaining(home), expect.stringContaining(copy.root)]);
    });

    it('lets the server user through whatever our umask is', async () => {
      const before = process.umask(0o077);
      try {
        const { home, binaries: copy } = await choose(account);
        for (const path of [dirname(home), copy.root]) {
          await expect(runProgram('/bin/sh', ['-c', 'cd "$1"', 'sh', path], account)).resolves.toBeDefined();
        }
      } finally {
        process.umask(before);
      }
    });

    it('stays there when the project comes within reach, or the data would seem lost', async () => {
      const { home } = await choose(account);
      await mkdir(home);
      await chmod(folder, 0o755);
      expect((await choose(account)).home).toBe(home);
    });

    it('refuses to begin anew when the data of the project got out of reach', async () => {
      await mkdir(join(dataDir, 'postgres'));
      await giveTo(account, join(dataDir, 'postgres'));
      await expect(choose(account)).rejects.toThrow('its owner can no longer reach it');
    });
  });
});
