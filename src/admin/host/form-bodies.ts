import type { FastifyInstance, FastifyRequest } from 'fastify';
import { InvalidInputError } from '../../core/http/app-error.js';

const MAX_FORM_BYTES = 2 * 1024 * 1024;

const fields = async (body: Buffer, contentType: string): Promise<Record<string, unknown>> => {
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  } catch {
    throw new InvalidInputError({}, 'The form could not be read.');
  }
  for (const name of form.keys()) {
    if (form.getAll(name).length > 1) throw new InvalidInputError({ [name]: ['This was sent twice.'] });
  }
  return Object.fromEntries(form);
};

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Makes a Fastify scope take forms and JSON objects, and nothing else. Bodies are read after the `onRequest` hooks, so that nobody
 * without a session has one read.
 */
export function acceptForms(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    ['multipart/form-data', 'application/x-www-form-urlencoded'],
    { parseAs: 'buffer', bodyLimit: MAX_FORM_BYTES },
    (request: FastifyRequest, body: Buffer) => fields(body, request.headers['content-type'] ?? ''),
  );
  const parseJson = scope.getDefaultJsonParser('error', 'error');
  scope.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: MAX_FORM_BYTES },
    (request, body, done) =>
      parseJson(request, body as string, (error, value) =>
        error || isObject(value)
          ? done(error, value)
          : done(new InvalidInputError({}, 'Send an object of fields.')),
      ),
  );
}
