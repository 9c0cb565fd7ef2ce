import type { Answer, Payload } from './api.js';
import type { Document } from './openapi.js';

/** Sends a request to an operation of the document, and holds its answer against it. */
export type Replay = (
  method: string,
  path: string,
  payload?: Payload,
  options?: { id?: number; query?: string; headers?: Record<string, string> },
) => Promise<Answer>;

/** Addresses of lists whose objects can be made, read, changed and deleted, whatever room offers them. */
export function resourcesOf(document: Document): string[] {
  const has = (path: string, methods: string[]) =>
    methods.every((method) => method in (document.paths[path] ?? {}));
  return Object.keys(document.paths).filter(
    (path) => has(path, ['get', 'post']) && has(`${path}/{id}`, ['get', 'put', 'patch', 'delete']),
  );
}

/**
 * Does all that can be done with a resource, and is refused where it must be, so that a new room need not be named in
 * a test for its part of the document to be tested.
 * @param exampleOf gives the example of an operation's body.
 */
export async function replayResource(
  path: string,
  replay: Replay,
  exampleOf: (method: string, path: string) => object,
): Promise<void> {
  const { body: made } = await replay('POST', path, exampleOf('POST', path));
  await replay('POST', path, {});
  await replay('POST', path, '<a/>', { headers: { 'content-type': 'application/xml' } });
  for (const query of ['', '?page_size=1', '?page_size=1&cursor=', '?page=0'])
    await replay('GET', path, undefined, { query });
  const one = `${path}/{id}`;
  const id = made.id as number;
  for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
    const body = method.startsWith('P') ? exampleOf(method, one) : undefined;
    if (method !== 'GET') await replay(method, one, body, { id, headers: { 'if-match': '"stale"' } });
    await replay(method, one, body, { id: 999_999 });
    await replay(method, one, body, { id });
  }
}
