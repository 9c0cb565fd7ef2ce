import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './embedded-postgres.errors.js';

/** Whom PostgreSQL's programs run as: numeric ids, or nothing for "as we do". Spread it into spawn options. */
export type ServerAccount = { uid: number; gid: number } | Record<string, never>;

const run = promisify(execFile);
const USER = 'postgres';

/**
 * PostgreSQL refuses to run as root: then it runs as the owner of the cluster at `home`, and where there is none
 * yet as the system user `postgres`, which is made if missing.
 */
export async function serverAccount(home: string, report: (message: string) => void): Promise<ServerAccount> {
  if (process.getuid?.() !== 0) return {};
  const owner = await stat(home).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const existing = await idsOf(USER);
  if (existing) return existing;
  report(`Creating the system user "${USER}": PostgreSQL does not run as root.`);
  await createSystemUser();
  const created = await idsOf(USER);
  if (created) return created;
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root, and the system user "${USER}" could not be created. ` +
      'Start this as an ordinary user, or set DATABASE_URL to a PostgreSQL server.',
  );
}

async function idsOf(user: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function createSystemUser(): Promise<void> {
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', USER]);
  } catch {
    // Busybox has adduser; when both fail, or another start was faster, the caller looks whether the user is there.
    await run('adduser', ['-S', '-D', '-H', '-s', '/bin/false', USER]).catch(() => undefined);
  }
}
