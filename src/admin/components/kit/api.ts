import { apiAddress } from './addresses.js';
import { goToLogin } from './session.js';

/** Why the server refused, by `code`; some refusals carry further members, such as `errors` by field. */
export interface Refusal {
  code: string;
  notice: { type: 'error'; message: string };
  errors?: Record<string, string | string[]>;
  [member: string]: unknown;
}

/** A server's answer; a refusal is an answer too. */
export type Answer<T> = { ok: true; status: number; body: T } | { ok: false; status: number; body: Refusal };

/** What a request may carry. */
export interface CallOptions {
  /** Sent as JSON by POST; a GET when absent. */
  body?: object;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

const UNREACHABLE = 'The server cannot be reached. Check your connection and try again.';
const UNREADABLE = 'The server gave no answer that could be read. Try again in a moment.';

const refusal = (status: number, code: string, message: string): Answer<never> => ({
  ok: false,
  status,
  body: { code, notice: { type: 'error', message } },
});

const csrfToken = (): string => /(?:^|; )(?:__Host-)?XSRF-TOKEN=([^;]*)/.exec(document.cookie)?.[1] ?? '';

/** Sends a request to an address of the admin with what every one of them needs. */
export function send(address: string, { body, headers: more, signal }: CallOptions = {}): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json', ...more };
  if (!body) return fetch(address, { headers, signal });
  headers['content-type'] = 'application/json';
  headers['x-xsrf-token'] = csrfToken();
  return fetch(address, { method: 'POST', headers, body: JSON.stringify(body), signal });
}

const early = new Map<string, Promise<Response>>();

/** Asks for what the page that is being built will ask for first; its `call` takes this answer, once. */
export function askEarly(path: string): void {
  const response = send(apiAddress(path));
  response.catch(() => undefined); // Who takes it sees what went wrong.
  early.set(path, response);
}

function takeEarly(path: string): Promise<Response> | undefined {
  const response = early.get(path);
  early.delete(path);
  return response;
}

/**
 * Asks the admin's API; `path` is as `addresses.ts` makes them, with a query if need be. Refusals are returned,
 * not thrown. When the session has ended the browser goes to the login and comes back; then this never settles.
 */
export async function call<T>(path: string, options: CallOptions = {}): Promise<Answer<T>> {
  let response: Response;
  try {
    response = await (takeEarly(path) ?? send(apiAddress(path), options));
  } catch (error) {
    if (options.signal?.aborted) throw error;
    return refusal(0, 'unreachable', UNREACHABLE);
  }
  const { ok, status } = response;
  if (status === 401) return goToLogin();
  const body: unknown = await response.json().catch(() => null);
  if (typeof body !== 'object' || body === null) return refusal(status, 'unreadable', UNREADABLE);
  return ok ? { ok, status, body: body as T } : { ok, status, body: body as Refusal };
}
