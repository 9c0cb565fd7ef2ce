import { beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { type Api, api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';

const FRONTEND = 'https://app.example';

let app: TestApp;
let nobody: Api;
beforeAll(async () => {
  app = await startApp({ env: { CORS_ALLOWED_ORIGINS: FRONTEND } });
  nobody = api(app);
});

const preflight = (origin: string, method: string) =>
  nobody.call('OPTIONS', '/cv/questionnaire/1', undefined, {
    headers: {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization,content-type,if-match,idempotency-key',
    },
  });

describe('another origin', () => {
  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])('of ours may %s', async (method) => {
    const { status, headers } = await preflight(FRONTEND, method);
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe(FRONTEND);
    expect(headers.get('access-control-allow-methods')?.split(/, */)).toContain(method);
    expect(headers.get('access-control-allow-headers')).toContain('if-match');
  });

  it('of somebody else may nothing', async () => {
    const { headers } = await preflight('https://elsewhere.example', 'PATCH');
    expect(headers.get('access-control-allow-origin')).not.toBe('https://elsewhere.example');
  });

  it('may read what it needs of an answer', async () => {
    const { headers } = await nobody.get('/core/plans', { headers: { origin: FRONTEND } });
    const exposed = headers.get('access-control-expose-headers')?.split(/, */);
    expect(exposed).toEqual(expect.arrayContaining(['ETag', 'Location', 'X-Request-Id', 'Retry-After']));
  });
});

describe('security headers', () => {
  it.each(['/core/plans', '/schema', '/no-such-route'])(
    'of the data at %s let nothing load',
    async (path) => {
      const { headers } = await nobody.get(path);
      expect(headers.get('content-security-policy')).toBe("default-src 'none';frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );

  it.each(['/', '/docs'])('of the page %s let it load what is ours', async (path) => {
    const { headers } = await nobody.get(path);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'self';/);
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  });
});

describe('a request id', () => {
  it('is the one that was sent, or a new one', async () => {
    const sent = await nobody.get('/health/live', { headers: { 'x-request-id': 'trace-7' } });
    expect(sent.headers.get('x-request-id')).toBe('trace-7');
    const odd = await nobody.get('/health/live', { headers: { 'x-request-id': 'a b"c' } });
    expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('a stop by SIGTERM', () => {
  const { hostname, port } = { hostname: '127.0.0.1', port: () => Number(new URL(app.url).port) };

  async function open(bytes: string): Promise<Socket> {
    const socket = connect(port(), hostname);
    await once(socket, 'connect');
    socket.write(bytes);
    return socket;
  }

  it('ends cleanly although connections are silent, half sent or kept alive', async () => {
    const kept = await open('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(kept, 'data');
    const sockets = [kept, await open(''), await open('POST /auth/login HTTP/1.1\r\nContent-Length: 99\r\n')];
    const closed = Promise.all(
      sockets.map(async (socket) => {
        socket.on('error', () => undefined);
        socket.resume();
        if (!socket.destroyed) await once(socket, 'close');
      }),
    );
    await app.stop(); // fails unless the process ends with 0
    await closed;
  });
});
