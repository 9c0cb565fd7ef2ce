import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.js', import.meta.url));

/** The built service as a process of its own, with the embedded database in `dataDir`. */
export interface Service {
  url: string;
  /** From the start of the process to ready, in milliseconds. */
  startMs: number;
  /** Resident memory of the Node process, in MB; PostgreSQL not counted. */
  memoryMb(): number;
  stop(): Promise<void>;
}

export async function startService(dataDir: string): Promise<Service> {
  const started = performance.now();
  const env = { ...process.env, NODE_ENV: 'development', DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'warn' };
  const child: ChildProcess = fork(MAIN, { env: { ...env, DATABASE_URL: '' }, execArgv: [], silent: true });
  const [message] = (await once(child, 'message')) as [{ url: string }];
  return {
    url: message.url,
    startMs: performance.now() - started,
    memoryMb: () => {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
    },
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'close');
    },
  };
}
