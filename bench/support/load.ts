import { fork } from 'node:child_process';
import { OTHER_CORE, pin } from './cores.js';
import type { ServerProcess } from './server-process.js';
import { percentile } from './statistics.js';

export interface Request {
  method: 'GET' | 'POST';
  path: string;
  /** The bearer token; a request with other headers needs none. */
  token?: string;
  headers?: Record<string, string>;
  body?: object;
}

export interface LoadTask {
  url: string;
  /** Sent in this order, round and round, by whichever connection is free. */
  requests: Request[];
  connections: number;
  /** No request is sent later, once a few have been answered. */
  durationMs: number;
  /** Any other status ends the run: a fast refusal is no result. */
  expectedStatus: number;
}

export interface LoadResult {
  /** Milliseconds from sending a request to the end of its answer. */
  latencies: number[];
  /** From the first request sent to the last answer. */
  elapsedMs: number;
  /** Size of the last body. */
  bodyBytes: number;
}

export interface Measurement {
  requestsPerSecond: number;
  p50: number;
  p95: number;
  p99: number;
  /** Processor time of the server per request, in microseconds: what other processes on the machine cannot change. */
  cpuMicroseconds: number;
  bodyBytes: number;
}

/** Puts load on a server from a process of its own, which is kept off the server's core. */
export async function measure(server: ServerProcess, task: Omit<LoadTask, 'url'>): Promise<Measurement> {
  const before = server.cpuSeconds();
  const { latencies, bodyBytes, elapsedMs } = await load({ ...task, url: server.url });
  const cpuSeconds = server.cpuSeconds() - before;
  const times = Float64Array.from(latencies);
  return {
    requestsPerSecond: (times.length * 1000) / elapsedMs,
    p50: percentile(times, 50),
    p95: percentile(times, 95),
    p99: percentile(times, 99),
    cpuMicroseconds: (cpuSeconds * 1e6) / times.length,
    bodyBytes,
  };
}

async function load(task: LoadTask): Promise<LoadResult> {
  const child = fork(new URL('load.child.js', import.meta.url), { execArgv: [], serialization: 'advanced' });
  pin(child.pid!, OTHER_CORE);
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The load generator ended with ${code}.`)));
    child.once('message', (answer: LoadResult | { error: string }) => {
      if ('error' in answer) reject(new Error(answer.error));
      else resolve(answer);
    });
    child.send(task);
  });
}
