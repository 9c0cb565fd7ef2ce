import { HttpConnection } from './http-connection.js';
import type { LoadResult, LoadTask, Request } from './load.js';

/** The load generator's process: takes one `LoadTask`, answers with one `LoadResult`, ends. */
process.once('message', (task: LoadTask) => {
  run(task).then(
    (result) => process.send?.(result, () => process.exit(0)),
    (error: Error) => process.send?.({ error: error.message }, () => process.exit(1)),
  );
});

/** So many answers are waited for, however slow the server. */
const FEWEST = 8;

async function run(task: LoadTask): Promise<LoadResult> {
  const { hostname, port } = new URL(task.url);
  if (hostname !== '127.0.0.1') throw new Error(`Load goes to this machine only, not to ${hostname}.`);
  const requests = task.requests.map((request) => bytesOf(request, `${hostname}:${port}`));
  const connections = await Promise.all(
    Array.from({ length: task.connections }, () => HttpConnection.open(Number(port), hostname)),
  );
  const begin = performance.now();
  const goesOn = (): boolean => performance.now() < begin + task.durationMs || latencies.length < FEWEST;
  const latencies: number[] = [];
  let next = 0;
  let bodyBytes = 0;
  await Promise.all(
    connections.map(async (connection) => {
      while (goesOn()) {
        const sent = performance.now();
        const reply = await connection.send(requests[next++ % requests.length]!);
        if (reply.status !== task.expectedStatus)
          throw new Error(`An answer had status ${reply.status}, not ${task.expectedStatus}.`);
        latencies.push(performance.now() - sent);
        bodyBytes = reply.bodyBytes;
      }
    }),
  );
  const elapsedMs = performance.now() - begin;
  for (const connection of connections) connection.close();
  return { latencies, bodyBytes, elapsedMs };
}

function bytesOf({ method, path, token, headers = {}, body }: Request, host: string): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = [
    `Host: ${host}`,
    ...(token ? [`Authorization: Bearer ${token}`] : []),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(text ? ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`] : []),
  ];
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${text}`);
}
