import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestDatabase, type TestDatabase } from './postgres.js';

const MAIN = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));
const PATIENCE_MS = 30_000;

/** The built application as a process of its own, on a database of its own. */
export interface TestApp {
  /** `http://127.0.0.1:<port>`. */
  url: string;
  pid: number;
  databaseUrl: string;
  dataDir: string;
  /** Everything the process has written so far. */
  logs(): string;
  /** SIGTERM and the wait for a clean exit, unless it was killed; removes the database if `startApp` made it. */
  stop(): Promise<void>;
  /** SIGKILL. Database and files stay, for another `startApp` on the same ones. */
  kill(): Promise<void>;
}

export interface TestAppOptions {
  /** Environment variables over those that make the test app. */
  env?: NodeJS.ProcessEnv;
  /** An app that was killed, whose database and files this one shall take over. */
  successorOf?: Pick<TestApp, 'databaseUrl' | 'dataDir'>;
}

/** Starts `dist/src/main.js` and waits until it says that it is ready. */
export async function startApp({ env = {}, successorOf }: TestAppOptions = {}): Promise<TestApp> {
  const own: TestDatabase | undefined = successorOf ? undefined : await createTestDatabase();
  const databaseUrl = successorOf?.databaseUrl ?? own?.url ?? '';
  const dataDir = successorOf?.dataDir ?? mkdtempSync(join(process.env.TEST_DIRECTORY ?? tmpdir(), 'app-'));
  chmodSync(dataDir, 0o755); // an embedded server of root's runs as another user
  const { PATH, HOME, TMPDIR } = process.env;
  const child = fork(MAIN, {
    env: {
      ...{ PATH, HOME, TMPDIR, NODE_ENV: 'test', LOG_LEVEL: 'warn', HOST: '127.0.0.1', PORT: '0' },
      RATE_LIMITS: 'off', // a suite is more requests than a person makes
      ...{ DATABASE_URL: databaseUrl, DATA_DIR: dataDir },
      ...env,
    },
    execArgv: [],
    silent: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const killWithUs = () => void child.kill('SIGKILL');
  process.once('exit', killWithUs);
  child.once('exit', () => process.removeListener('exit', killWithUs));

  let killed = false;
  const url = await ready(child, () => output);
  return {
    url,
    pid: child.pid ?? 0,
    databaseUrl,
    dataDir,
    logs: () => output,
    async stop() {
      if (killed) return own?.drop();
      const code = await end(child, 'SIGTERM');
      if (code !== 0) throw new Error(`The app did not end cleanly (${code}):\n${output}`);
      await own?.drop();
    },
    async kill() {
      killed = true;
      await end(child, 'SIGKILL');
    },
  };
}

/** Waits for the message `{type: 'ready', url}`; fails with the output if the process ends or hangs instead. */
async function ready(child: ChildProcess, logs: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`The app ${reason}:\n${logs()}`));
    };
    const timer = setTimeout(() => fail(`was not ready after ${PATIENCE_MS} ms`), PATIENCE_MS);
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('close', (code, signal) => fail(`ended at start (${code ?? signal})`));
    child.on('message', (message: { type?: string; url?: string }) => {
      if (message.type !== 'ready' || !message.url) return;
      clearTimeout(timer);
      child.removeAllListeners('close');
      resolve(message.url);
    });
  });
}

/** @returns the exit code, or the signal that ended it: SIGKILL after {@link PATIENCE_MS}. */
async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    const ended = once(child, 'close');
    child.kill(signal);
    await ended;
    clearTimeout(timer);
  }
  return child.exitCode ?? child.signalCode;
}
