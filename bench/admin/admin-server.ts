import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type ServerProcess, startServer } from '../support/server-process.js';

const MAIN = new URL('../../src/main.js', import.meta.url);
const CLI = fileURLToPath(new URL('../../src/cli.js', import.meta.url));
const COUNT_QUERIES = new URL('count-queries.js', import.meta.url);
const ACCOUNT = { username: 'bench', password: 'only measuring here' };

/** An admin under test, with somebody logged in who may do everything. */
export interface AdminServer extends ServerProcess {
  headers: Record<string, string>;
  /** How many queries an address takes, those for the session and its person included. */
  queries(path: string): Promise<number>;
}

/** Runs a command of the service. */
export function runCommand(args: string[], environment: NodeJS.ProcessEnv): void {
  const { PATH, HOME, TMPDIR } = process.env;
  const env = { PATH, HOME, TMPDIR, ...environment };
  execFileSync(process.execPath, [CLI, ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** The service with its admin. */
export async function startAdmin(environment: NodeJS.ProcessEnv): Promise<AdminServer> {
  const { username, password } = ACCOUNT;
  const account = ['--username', username, '--email', 'bench@example.com', '--password', password];
  runCommand(['users:create-admin', ...account], environment);
  const server = await startServer(MAIN, { ...environment, NODE_OPTIONS: `--import=${COUNT_QUERIES.href}` });
  const headers = { cookie: await logIn(server.url), 'accept-encoding': 'gzip, deflate, br' };
  return {
    ...server,
    headers,
    async queries(path) {
      await server.ask('queries');
      await (await fetch(server.url + path, { headers })).arrayBuffer();
      return ((await server.ask('queries')) as { queries: number }).queries;
    },
  };
}

async function logIn(url: string): Promise<string> {
  const address = `${url}/admin/login`;
  const form = await fetch(address);
  const token = /name="token" value="([^"]*)"/.exec(await form.text())?.[1] ?? '';
  const answer = await fetch(address, {
    method: 'POST',
    body: new URLSearchParams({ token, next: '/admin', login: ACCOUNT.username, password: ACCOUNT.password }),
    headers: { cookie: cookiesOf(form), origin: url, 'sec-fetch-site': 'same-origin' },
    redirect: 'manual',
  });
  if (answer.status !== 303) throw new Error(`The login answered ${answer.status}.`);
  return cookiesOf(answer);
}

const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
