import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export interface Visit {
  status: number;
  location: string | undefined;
  headers: Record<string, unknown>;
  text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- each spec knows what it asked for
  json: any;
}

const ORIGIN = 'http://admin.test';

/** A browser at the admin, without the browser: keeps cookies and repeats the token as AdminJS's client does. */
export class AdminVisitor {
  readonly cookies = new Map<string, string>();

  constructor(private readonly app: NestFastifyApplication) {}

  get(path: string, headers: Record<string, string> = {}): Promise<Visit> {
    return this.send('GET', path, undefined, headers);
  }

  /** Posts fields as JSON, as the panel's own pages do. */
  save(path: string, fields: object = {}, headers: Record<string, string | undefined> = {}): Promise<Visit> {
    return this.send('POST', path, JSON.stringify(fields), {
      ...{ 'content-type': 'application/json', ...this.proof() },
      ...headers,
    });
  }

  /** Posts a form; a list becomes `name.0`, `name.1`, as AdminJS sends it. */
  post(
    path: string,
    fields: Record<string, unknown> = {},
    headers: Record<string, string | undefined> = {},
  ): Promise<Visit> {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(fields)) {
      if (Array.isArray(value)) value.forEach((item, index) => form.set(`${name}.${index}`, String(item)));
      else form.set(name, value === null ? '__FORM_VALUE_NULL__' : String(value));
    }
    return this.send('POST', path, form.toString(), {
      ...{ 'content-type': 'application/x-www-form-urlencoded', ...this.proof() },
      ...headers,
    });
  }

  /** Goes through the login form; returns what its submission answered. */
  async logIn(login: string, password: string, next = '/admin'): Promise<Visit> {
    const page = await this.get(`/admin/login?next=${encodeURIComponent(next)}`);
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page.text)?.[1] ?? '';
    return this.post('/admin/login', { token: hidden('token'), next: hidden('next'), login, password });
  }

  /** Posts a body as it is. */
  postRaw(path: string, body: string, contentType: string): Promise<Visit> {
    return this.send('POST', path, body, { 'content-type': contentType, ...this.proof() });
  }

  /** What shows that a write comes from one of the panel's own pages. */
  private proof(): Record<string, string> {
    const token = this.cookies.get('XSRF-TOKEN') ?? '';
    return { origin: ORIGIN, 'sec-fetch-site': 'same-origin', 'x-xsrf-token': token };
  }

  private async send(
    method: 'GET' | 'POST',
    url: string,
    payload?: string,
    extra: Record<string, string | undefined> = {},
  ): Promise<Visit> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = Object.entries({ host: 'admin.test', cookie, ...extra }).filter(
      ([, value]) => value !== undefined,
    );
    const request = { method, url, payload, headers: Object.fromEntries(headers) as Record<string, string> };
    const response = await this.app.inject(request);
    for (const { name, value, maxAge } of response.cookies) {
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const isJson = /^application\/(problem\+)?json\b/.test(String(response.headers['content-type']));
    return {
      status: response.statusCode,
      location: response.headers.location as string | undefined,
      headers: response.headers,
      text: response.body,
      json: isJson ? response.json() : undefined,
    };
  }
}
