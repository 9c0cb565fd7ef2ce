import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the S3 does wrong: refuse, fail, never answer, drop the connection, or drop it in the middle of the body. */
export type S3Fault = 'forbidden' | 'failing' | 'hanging' | 'reset' | 'stalled-body' | 'cut-body';

/** Stands before a real S3 and makes it fail on demand. */
export interface FaultyS3 {
  url: string;
  /** From now on; null lets everything through. */
  fault: S3Fault | null;
  close(): Promise<void>;
}

export async function startFaultyS3(url: string): Promise<FaultyS3> {
  const target = new URL(url);
  const server = createServer((request, response) => void answer(faulty.fault, target, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const faulty: FaultyS3 = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fault: null,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return faulty;
}

function answer(
  fault: S3Fault | null,
  target: URL,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (fault === 'hanging') return;
  if (fault === 'reset') return void request.socket.resetAndDestroy();
  if (fault === 'forbidden' || fault === 'failing') {
    const [status, code] = fault === 'forbidden' ? [403, 'AccessDenied'] : [500, 'InternalError'];
    request.resume();
    response.writeHead(status, { 'content-type': 'application/xml' });
    return void response.end(
      `<?xml version="1.0"?><Error><Code>${code}</Code><Message>No.</Message></Error>`,
    );
  }
  const { method, url: path, headers } = request;
  const onward = forward({ host: target.hostname, port: target.port, method, path, headers }, (given) => {
    response.writeHead(given.statusCode ?? 500, given.headers);
    if (fault === null) return void given.pipe(response);
    given.once('data', (first: Buffer) => {
      given.pause();
      const half = first.subarray(0, Math.ceil(first.length / 2));
      response.write(half, () => fault === 'cut-body' && request.socket.destroy());
    });
    given.once('end', () => response.end());
  });
  onward.on('error', () => request.socket.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}
