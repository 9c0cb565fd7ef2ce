import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { pin, SERVER_CORE } from './cores.js';

const PATIENCE_MS = 60_000;
/** Linux counts processor time in hundredths of a second, whatever the kernel was built with. */
const TICKS_PER_SECOND = 100;

/** A server under test: a process of its own, alone on its core. */
export interface ServerProcess {
  url: string;
  /** Processor time used so far by all its threads, in seconds; NaN where the system does not tell. */
  cpuSeconds(): number;
  /** Sends the process a message and waits for the next one of it. */
  ask(message: string | object): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts a compiled module that sends `{type: 'ready', url}` when it listens. Its log is written, and thrown away. */
export async function startServer(module: URL, env: NodeJS.ProcessEnv): Promise<ServerProcess> {
  const { PATH, HOME, TMPDIR } = process.env;
  const child = fork(module, { env: { PATH, HOME, TMPDIR, ...env }, execArgv: [], silent: true });
  let errors = '';
  child.stdout?.resume();
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const killWithUs = (): void => void child.kill('SIGKILL');
  process.once('exit', killWithUs);
  child.once('exit', () => process.removeListener('exit', killWithUs));
  pin(child.pid!, SERVER_CORE);
  const url = await ready(child, () => errors);
  return {
    url,
    cpuSeconds: () => cpuSecondsOf(child.pid!),
    async ask(message) {
      const answered = once(child, 'message') as Promise<[unknown]>;
      child.send(message);
      return (await answered)[0];
    },
    async stop() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function ready(child: ChildProcess, errors: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`The server ended or did not start in ${PATIENCE_MS / 1000} s:\n${errors()}`));
    };
    const timer = setTimeout(fail, PATIENCE_MS);
    child.once('exit', fail);
    child.on('message', (message: { type?: string; url?: string }) => {
      if (message.type !== 'ready' || !message.url) return;
      clearTimeout(timer);
      child.removeListener('exit', fail);
      resolve(message.url);
    });
  });
}

/** Processor time of a process and its threads: `utime` and `stime` of /proc/<pid>/stat; the program's name before them may hold spaces. */
export function cpuSecondsOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  } catch {
    return NaN;
  }
}
