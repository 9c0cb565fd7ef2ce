import type { FastifyInstance, FastifyRequest } from 'fastify';
import { InvalidInputError } from '../../core/http/app-error.js';

const MAX_FORM_BYTES = 2 * 1024 * 1024;

const fields = async (body: Buffer, contentType: string): Promise<Record<string, unknown>> => {
  try {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': contentType },
    }).formData();
    return Object.fromEntries(form);
  } catch {
    throw new InvalidInputError({}, 'The form could not be read.');
  }
};

/**
 * Makes a Fastify scope take forms and nothing else. Bodies are read after the `onRequest` hooks, so that nobody
 * without a session has one read.
 */
export function acceptForms(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser(
    ['multipart/form-data', 'application/x-www-form-urlencoded'],
    { parseAs: 'buffer', bodyLimit: MAX_FORM_BYTES },
    (request: FastifyRequest, body: Buffer) => fields(body, request.headers['content-type'] ?? ''),
  );
}
