import { HttpConnection } from './http-connection.js';
import type { LoadResult, LoadTask, Request } from './load.js';

/** The load generator's process: takes one `LoadTask`, answers with one `LoadResult`, ends. */
process.once('message', (task: LoadTask) => {
  run(task).then(
    (result) => process.send?.(result, () => process.exit(0)),
    (error: Error) => process.send?.({ error: error.message }, () => process.exit(1)),
  );
});

async function run(task: LoadTask): Promise<LoadResult> {
  const { hostname, port } = new URL(task.url);
  if (hostname !== '127.0.0.1') throw new Error(`Load goes to this machine only, not to ${hostname}.`);
  const requests = task.requests.map((request) => bytesOf(request, `${hostname}:${port}`));
  const connections = await Promise.all(
    Array.from({ length: task.connections }, () => HttpConnection.open(Number(port), hostname)),
  );
  const end = performance.now() + task.durationMs;
  const latencies: number[] = [];
  let next = 0;
  let bodyBytes = 0;
  await Promise.all(
    connections.map(async (connection) => {
      for (let sent = performance.now(); sent < end;) {
        const reply = await connection.send(requests[next++ % requests.length]!);
        if (reply.status !== task.expectedStatus)
          throw new Error(`An answer had status ${reply.status}, not ${task.expectedStatus}.`);
        const done = performance.now();
        if (done < end) {
          latencies.push(done - sent);
          bodyBytes = reply.bodyBytes;
        }
        sent = done;
      }
    }),
  );
  for (const connection of connections) connection.close();
  return { latencies, bodyBytes };
}

function bytesOf({ method, path, token, body }: Request, host: string): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body);
  const type = text && `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n`;
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\n${type}\r\n${text}`,
  );
}
