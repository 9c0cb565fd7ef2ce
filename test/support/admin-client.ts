import { expect } from '@jest/globals';
import pg from 'pg';
import { api } from './api.js';
import type { TestApp } from './app.js';

const ACCOUNT = { username: 'head', password: 'a long enough password' };

export interface AdminAnswer {
  status: number;
  headers: Headers;
  text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each spec knows what it asked for
  json: any;
}

/** An administrator at the admin of a running app: a browser's cookies and headers, without the browser. */
export class AdminClient {
  private readonly cookies = new Map<string, string>();

  /** @param always - headers of every request, such as the address that a proxy before the app would tell */
  private constructor(
    private readonly base: string,
    private readonly always: Record<string, string> = {},
  ) {}

  /** Makes a superuser in the app's database and logs them in. */
  static async enter(app: TestApp, always?: Record<string, string>): Promise<AdminClient> {
    await register(app, ACCOUNT.username, always);
    await promote(app.databaseUrl, ACCOUNT.username);
    return AdminClient.logIn(app, ACCOUNT.username, always);
  }

  /** Makes staff with these permissions and logs them in. */
  static async enterAs(app: TestApp, username: string, permissions: readonly string[]): Promise<AdminClient> {
    await register(app, username);
    await employ(app.databaseUrl, username, permissions);
    return AdminClient.logIn(app, username);
  }

  /** A browser in which nobody is logged in. */
  static anonymous(app: TestApp): AdminClient {
    return new AdminClient(app.url);
  }

  private static async logIn(
    app: TestApp,
    username: string,
    always?: Record<string, string>,
  ): Promise<AdminClient> {
    const { password } = ACCOUNT;
    const client = new AdminClient(app.url, always);
    const { text } = await client.get('/admin/login');
    const token = /name="token" value="([^"]*)"/.exec(text)?.[1] ?? '';
    const { status } = await client.post('/admin/login', {
      token,
      next: '/admin',
      login: username,
      password,
    });
    expect(status).toBe(303);
    return client;
  }

  get(path: string): Promise<AdminAnswer> {
    return this.send(path, { method: 'GET' });
  }

  /** Posts a form as AdminJS's own page does. */
  post(path: string, fields: Record<string, string>): Promise<AdminAnswer> {
    return this.send(path, { method: 'POST', body: new URLSearchParams(fields) });
  }

  /** The session for a browser, in Playwright's terms. */
  browserCookies(): { name: string; value: string; url: string }[] {
    return [...this.cookies].map(([name, value]) => ({ name, value, url: `${this.base}/admin` }));
  }

  /** Posts JSON as the panel's own pages do. */
  save(path: string, fields: object): Promise<AdminAnswer> {
    const headers = { 'content-type': 'application/json' };
    return this.send(path, { method: 'POST', body: JSON.stringify(fields), headers });
  }

  private async send(path: string, init: RequestInit): Promise<AdminAnswer> {
    const headers = {
      ...this.always,
      ...(init.headers as Record<string, string> | undefined),
      cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      origin: this.base,
      'sec-fetch-site': 'same-origin',
      'accept-encoding': 'gzip, deflate, br',
      'x-xsrf-token': this.cookies.get('XSRF-TOKEN') ?? '',
    };
    const response = await fetch(new URL(path, this.base), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.cookies.set(name, value);
    }
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? JSON.parse(text) : undefined,
    };
  }
}

async function register(app: TestApp, username: string, headers?: Record<string, string>): Promise<void> {
  const { password } = ACCOUNT;
  const email = `${username}@example.com`;
  const account = { username, email, password1: password, password2: password };
  await api(app).post('/auth/registration', account, { headers });
}

function promote(databaseUrl: string, username: string): Promise<void> {
  return change(databaseUrl, 'UPDATE "user" SET is_staff = true, is_superuser = true WHERE username = $1', [
    username,
  ]);
}

function employ(databaseUrl: string, username: string, permissions: readonly string[]): Promise<void> {
  return change(
    databaseUrl,
    `WITH staff AS (UPDATE "user" SET is_staff = true WHERE username = $1 RETURNING id)
     INSERT INTO user_permission (user_id, permission_id)
     SELECT staff.id, permission.id FROM staff, permission WHERE codename = ANY ($2)`,
    [username, permissions],
  );
}

async function change(databaseUrl: string, sql: string, values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(sql, values);
  } finally {
    await client.end();
  }
}
