import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { type Answer, type Api, api, type Payload } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import { oneColumnPdf } from './support/cv-fixtures.js';
import {
  type Document,
  mismatches,
  type Operation,
  operationsOf,
  type Schema,
  schemasOf,
} from './support/openapi.js';
import { questionnaireForm } from './support/people.js';
import { replayResource, resourcesOf } from './support/replay-resource.js';

let app: TestApp;
let nobody: Api;
let document: Document;
beforeAll(async () => {
  app = await startApp();
  nobody = api(app);
  document = (await nobody.get('/schema')).body as Document;
});
afterAll(() => app.stop());

/** Names of the operations for which something does not hold, so that a failure tells which. */
function offenders(holds: (operation: Operation, method: string, path: string) => boolean): string[] {
  return operationsOf(document)
    .filter(({ method, path, operation }) => !holds(operation, method, path))
    .map(({ method, path }) => `${method} ${path}`);
}

describe('the OpenAPI document', () => {
  it('is OpenAPI 3.1, as JSON and as YAML', async () => {
    expect(document.openapi).toBe('3.1.0');
    expect(operationsOf(document).length).toBeGreaterThan(20);
    const yaml = await nobody.get('/schema?format=yaml');
    expect(yaml.headers.get('content-type')).toMatch(/yaml/);
    expect(parse(String(yaml.body))).toEqual(document);
  });

  it('gives every operation a summary, a tag and a name of its own', () => {
    expect(offenders(({ summary }) => summary !== undefined && /^[A-Z].*[^.]$/.test(summary))).toEqual([]);
    expect(offenders(({ tags }) => tags?.length === 1)).toEqual([]);
    const names = operationsOf(document).map(({ operation }) => operation.operationId);
    expect(new Set(names).size).toBe(names.length);
  });

  it('gives every operation its answers: good ones with a schema, others as problem details', () => {
    expect(
      offenders(({ responses }) => {
        const good = Object.entries(responses).filter(([status]) => status.startsWith('2'));
        return (
          good.length > 0 && good.every(([status, { content }]) => status === '204' || content !== undefined)
        );
      }),
    ).toEqual([]);
    const isProblem = ({ content }: Operation['responses'][string]) =>
      /ProblemAnswer$/.test(content?.['application/problem+json']?.schema.$ref ?? '');
    const health = (path: string, status: string) => path.includes('health') && status === '503';
    expect(
      offenders(({ responses }, _method, path) =>
        Object.entries(responses)
          .filter(([status]) => (status === 'default' || Number(status) >= 400) && !health(path, status))
          .every(([, response]) => isProblem(response)),
      ),
    ).toEqual([]);
    expect(offenders(({ responses }) => 'default' in responses && '503' in responses)).toEqual([]);
    const has = (status: string) => (operation: Operation) => status in operation.responses;
    expect(offenders((operation, _method, path) => !path.includes('{') || has('404')(operation))).toEqual([]);
    expect(offenders((operation) => !operation.requestBody || has('400')(operation))).toEqual([]);
    expect(offenders((operation) => !operation.security || has('401')(operation))).toEqual([]);
  });

  it('describes every response and parameter', () => {
    expect(
      offenders(
        ({ responses, parameters = [] }) =>
          parameters.every(({ in: where, description }) => where === 'path' || !!description) &&
          Object.entries(responses).every(
            ([status, { description }]) => status.startsWith('2') || description !== '',
          ),
      ),
    ).toEqual([]);
  });

  it('offers Idempotency-Key on every POST but those of /auth, and If-Match on every write of an object', () => {
    const takes = ({ parameters = [] }: Operation, header: string) =>
      parameters.some(({ name }) => name === header);
    expect(
      offenders(
        (operation, method, path) =>
          (method === 'POST' && !path.startsWith('/auth')) === takes(operation, 'Idempotency-Key'),
      ),
    ).toEqual([]);
    expect(
      offenders(
        (operation, method) => ['PUT', 'PATCH', 'DELETE'].includes(method) === takes(operation, 'If-Match'),
      ),
    ).toEqual([]);
  });

  it('gives every object a shape, every array its items, and says null as 3.1 does', () => {
    const schemas = schemasOf(document.components.schemas, '/schemas').concat(schemasOf(document.paths));
    expect(schemas.length).toBeGreaterThan(150);
    const wrong = (holds: (schema: Schema) => boolean) =>
      schemas.filter(({ schema }) => !holds(schema)).map(({ at }) => at);
    const shaped = ({ properties, additionalProperties }: Schema) =>
      properties !== undefined || typeof additionalProperties === 'object';
    expect(wrong((schema) => ![schema.type].flat().includes('object') || shaped(schema))).toEqual([]);
    expect(wrong((schema) => schema.type !== 'array' || schema.items !== undefined)).toEqual([]);
    expect(wrong((schema) => !('nullable' in schema))).toEqual([]);
    const typed = ({ type, $ref, anyOf, allOf, oneOf }: Schema) =>
      [type, $ref, anyOf, allOf, oneOf].some(Boolean);
    expect(wrong(typed)).toEqual([]);
  });

  it('has no example or default that its own schema refuses', () => {
    const examples = schemasOf(document, '').flatMap(({ at, schema }) =>
      [schema.example, schema.default, ...(schema.examples ?? [])]
        .filter((value) => value !== undefined)
        .flatMap((value) => mismatches(document, schema, value, at)),
    );
    expect(examples).toEqual([]);
  });

  it('names every error code that the service has', () => {
    const source = fileURLToPath(new URL('../src/', import.meta.url));
    // Tasks and mails are for the admin and the command line.
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /^(core(?!\/(?:jobs|mail))|users|payments|cv)\/.*(error|errors)\.ts$/.test(file),
    );
    const codes = files.flatMap((file) =>
      [...readFileSync(join(source, file), 'utf8').matchAll(/readonly code(?:: string)? = '(\w+)'/g)].map(
        ([, code]) => code ?? '',
      ),
    );
    expect(codes.length).toBeGreaterThan(10);
    const text = JSON.stringify(document);
    expect(codes.filter((code) => !text.includes(`\`${code}\``))).toEqual([]);
  });
});

describe('what the document says of access', () => {
  it('is true: who needs a token is told so without one, and the others are not', async () => {
    for (const { method, path, operation } of operationsOf(document)) {
      const body = method === 'GET' || method === 'DELETE' ? undefined : {};
      const { status } = await nobody.call(method, path.replace('{id}', '1'), body);
      const needsToken = operation.security !== undefined;
      // Logging out without a session is refused too, for want of one.
      if (path !== '/auth/logout' && path !== '/auth/token/refresh')
        expect(`${method} ${path}: ${status === 401}`).toBe(`${method} ${path}: ${needsToken}`);
      expect(Object.keys(operation.responses)).toContain(String(status));
    }
  });
});

describe('every operation', () => {
  const replayed = new Set<string>();

  /** Sends a request to an operation, and holds its answer against the document. */
  async function replay(
    client: Api,
    method: string,
    path: string,
    payload?: Payload,
    { id, query = '', headers = {} }: { id?: number; query?: string; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const operation = document.paths[path]?.[method.toLowerCase()];
    if (!operation) throw new Error(`${method} ${path} is not in the document`);
    const answer = await client.call(method, path.replace('{id}', String(id)) + query, payload, { headers });
    const response = operation.responses[String(answer.status)];
    if (!response)
      throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
    const content = response.content?.[type];
    if (content) expect(mismatches(document, content.schema, answer.body)).toEqual([]);
    else expect([`${method} ${path}`, type, answer.body]).toEqual([`${method} ${path}`, '', undefined]);
    if (answer.status < 300) replayed.add(`${method} ${path}`);
    return answer;
  }

  /** The examples of a request's body. */
  function exampleOf(method: string, path: string): Record<string, unknown> {
    const content = document.paths[path]?.[method.toLowerCase()]?.requestBody?.content['application/json'];
    const name = content?.schema.$ref?.split('/').at(-1) ?? '';
    const { properties = {} } = document.components.schemas[name] ?? {};
    const examples = Object.entries(properties).filter(([, { example }]) => example !== undefined);
    return Object.fromEntries(examples.map(([field, { example }]) => [field, example]));
  }

  it('answers as the document says, and takes its examples', async () => {
    const registration = exampleOf('POST', '/auth/registration');
    const { body: session } = await replay(nobody, 'POST', '/auth/registration', registration);
    await replay(nobody, 'POST', '/auth/registration', registration);
    const person = nobody.as(session.access as string);

    for (const path of ['/auth/csrf-token', '/core/health', '/health/live', '/health/ready'])
      await replay(nobody, 'GET', path);
    for (const query of ['', '?billing=monthly', '?billing=yearly', '?billing=weekly'])
      await replay(person, 'GET', '/core/plans', undefined, { query });
    await replay(person, 'GET', '/core/rate-limits/status');
    const { body: user } = await replay(person, 'GET', '/auth/user');
    await replay(person, 'PUT', '/auth/user', user as object);
    await replay(person, 'PATCH', '/auth/user', exampleOf('PATCH', '/auth/user'));
    await replay(person, 'PATCH', '/auth/user', { username: '' });
    await replay(person, 'PATCH', '/auth/user', {}, { headers: { 'if-match': '"stale"' } });

    const path = '/cv/questionnaire';
    const { body: plain } = await replay(person, 'POST', path, exampleOf('POST', path));
    const { body: made } = await replay(person, 'POST', path, questionnaireForm(await oneColumnPdf()));
    await replay(person, 'POST', path, { position: '' });
    await replay(person, 'POST', path, questionnaireForm(Buffer.from('%PDF-')));
    await replay(person, 'POST', path, '<a/>', { headers: { 'content-type': 'application/xml' } });
    for (const query of ['', '?page_size=1', '?page_size=1&cursor=', '?search=x', '?page=0'])
      await replay(person, 'GET', path, undefined, { query });
    const one = { id: plain.id as number };
    const stale = { ...one, headers: { 'if-match': '"9"' } };
    await replay(person, 'GET', `${path}/{id}`, undefined, one);
    await replay(person, 'PUT', `${path}/{id}`, exampleOf('PUT', `${path}/{id}`), one);
    await replay(person, 'PATCH', `${path}/{id}`, exampleOf('PATCH', `${path}/{id}`), one);
    for (const method of ['PUT', 'PATCH', 'DELETE'])
      await replay(
        person,
        method,
        `${path}/{id}`,
        method === 'DELETE' ? undefined : { position: 'Chef' },
        stale,
      );
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE'])
      await replay(
        person,
        method,
        `${path}/{id}`,
        method.startsWith('P') ? { position: 'Chef' } : undefined,
        { id: 999_999 },
      );

    const ask = { ...exampleOf('POST', '/cv/ai-responses'), questionnaire: made.id as number };
    const { body: response } = await replay(person, 'POST', '/cv/ai-responses', ask);
    await replay(person, 'POST', '/cv/ai-responses', ask, { headers: { prefer: 'respond-async' } });
    await replay(person, 'POST', '/cv/ai-responses', { ...ask, questionnaire: 999_999 });
    await replay(person, 'POST', '/cv/ai-responses', { ...ask, engine: 'model' });
    await replay(person, 'POST', '/cv/ai-responses', ask);
    await replay(person, 'POST', '/cv/ai-responses', ask); // the quota is used up
    await replay(person, 'GET', '/cv/ai-responses');
    const improved = { id: response.id as number };
    const { headers } = await replay(person, 'GET', '/cv/ai-responses/{id}', undefined, improved);
    await replay(person, 'GET', '/cv/ai-responses/{id}', undefined, {
      ...improved,
      headers: { 'if-none-match': headers.get('etag') ?? '' },
    });
    await replay(person, 'POST', '/cv/ai-responses/{id}/generate-pdf', undefined, improved);
    const match = { id: made.cv as number };
    await replay(person, 'POST', '/cv/cvs/{id}/match', { questionnaire: made.id as number }, match);
    await replay(person, 'POST', '/cv/cvs/{id}/match', {}, match);
    await replay(person, 'DELETE', `${path}/{id}`, undefined, one);

    for (const resource of resourcesOf(document).filter((name) => !replayed.has(`POST ${name}`)))
      await replayResource(resource, (...request) => replay(person, ...request), exampleOf);

    const login = exampleOf('POST', '/auth/login');
    const { body: again } = await replay(nobody, 'POST', '/auth/login', login);
    await replay(nobody, 'POST', '/auth/login', { ...login, password: 'another' });
    const refresh = { refresh: again.refresh as string };
    const { body: tokens } = await replay(nobody, 'POST', '/auth/token/refresh', refresh);
    await replay(person, 'POST', '/auth/logout', { refresh: tokens.refresh as string });

    expect(offenders((_operation, method, route) => replayed.has(`${method} ${route}`))).toEqual([]);
  });
});
