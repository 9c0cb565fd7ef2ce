import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { pin, SERVER_CORE } from '../support/cores.js';
import { cpuSecondsOf } from '../support/server-process.js';
import type { AdminServer } from './admin-server.js';

/** The sources, beside which nothing is built. */
const FOLDER = fileURLToPath(new URL('../../../bench/admin/django/', import.meta.url));
/** Debian's own Python: it is the one that Debian's `python3-django` is for. */
const PYTHON = '/usr/bin/python3';
const PACKAGES = 'python3-django python3-psycopg2 python3-waitress';

/** Django's admin over the same tables; null, with how to get it, where it is not installed. */
export async function startDjango(databaseUrl: string): Promise<AdminServer | null> {
  if (spawnSync(PYTHON, ['-c', 'import django, psycopg2, waitress']).status !== 0) {
    console.error(`Without Django; it comes with: apt-get install -y --no-install-recommends ${PACKAGES}`);
    return null;
  }
  const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl, PYTHONDONTWRITEBYTECODE: '1' };
  const child = spawn(PYTHON, ['serve.py'], { cwd: FOLDER, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const killWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithUs);
  const [line] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    once(child, 'exit').then(() => Promise.reject(new Error('Django did not start.'))),
  ])) as [string];
  pin(child.pid!, SERVER_CORE);
  const { url, cookie } = JSON.parse(line) as { url: string; cookie: string };
  const headers = { cookie, 'accept-encoding': 'gzip, deflate, br' };
  return {
    url,
    headers,
    cpuSeconds: () => cpuSecondsOf(child.pid!),
    ask: () => Promise.reject(new Error('Django takes no messages.')),
    async queries(path) {
      const answer = await fetch(url + path, { headers });
      await answer.arrayBuffer();
      return Number(answer.headers.get('x-queries'));
    },
    async stop() {
      process.removeListener('exit', killWithUs);
      const exited = once(child, 'exit');
      child.kill('SIGKILL'); // waitress waits for idle connections
      await exited;
    },
  };
}
