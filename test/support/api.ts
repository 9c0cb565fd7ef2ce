import type { TestApp } from './app.js';

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed JSON, text for `text/*`, otherwise a Buffer; undefined when empty. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each spec knows what it asked for
  body: any;
}

export interface CallOptions {
  headers?: Record<string, string>;
}

/** A string or bytes go out as they are, `FormData` as multipart, anything else as JSON. */
export type Payload = FormData | string | Uint8Array<ArrayBuffer> | object | undefined;

/** A client of the app under test, as nobody or with a bearer token. Follows no redirects. */
export class Api {
  constructor(
    private readonly base: string,
    private readonly token?: string,
  ) {}

  /** The same app seen by someone else. */
  as(token: string): Api {
    return new Api(this.base, token);
  }

  /** The same person at another process of the service. */
  at(app: Pick<TestApp, 'url'>): Api {
    return new Api(app.url, this.token);
  }

  get = (path: string, options?: CallOptions) => this.call('GET', path, undefined, options);
  post = (path: string, body?: Payload, options?: CallOptions) => this.call('POST', path, body, options);
  put = (path: string, body?: Payload, options?: CallOptions) => this.call('PUT', path, body, options);
  patch = (path: string, body?: Payload, options?: CallOptions) => this.call('PATCH', path, body, options);
  delete = (path: string, options?: CallOptions) => this.call('DELETE', path, undefined, options);

  /** Sends one request and reads the whole answer, whatever its status. */
  async call(method: string, path: string, payload?: Payload, options: CallOptions = {}): Promise<Answer> {
    const headers = new Headers(options.headers);
    if (this.token) headers.set('authorization', `Bearer ${this.token}`);
    let body: FormData | string | Uint8Array<ArrayBuffer> | undefined;
    if (payload instanceof FormData || payload instanceof Uint8Array || typeof payload !== 'object')
      body = payload;
    else {
      body = JSON.stringify(payload);
      if (!headers.has('content-type')) headers.set('content-type', 'application/json');
    }
    const response = await fetch(new URL(path, this.base), { method, headers, body, redirect: 'manual' });
    return { status: response.status, headers: response.headers, body: await read(response) };
  }
}

/** A client of `app` without a token. */
export function api(app: Pick<TestApp, 'url'>): Api {
  return new Api(app.url);
}

async function read(response: Response): Promise<unknown> {
  const bytes = Buffer.from(await response.arrayBuffer());
  if (bytes.length === 0) return undefined;
  const type = response.headers.get('content-type') ?? '';
  if (/\bjson\b/.test(type)) return JSON.parse(bytes.toString('utf8'));
  return type.startsWith('text/') ? bytes.toString('utf8') : bytes;
}
