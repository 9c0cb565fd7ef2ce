import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, InvalidInputError } from '../../core/http/app-error.js';
import { problemOf } from '../../core/http/problem.js';
import { ADMIN_PATH } from './admin-paths.js';
import { newNonce } from './security-headers.js';
import { errorPage } from './small-page.js';

interface Refused {
  code: string;
  extras: object;
}

/** A refusal as our pages take it: its message as a notice, its `code`, and further members. */
function refusal({ code, extras }: Refused, message: string, requestId: string): object {
  return { ...extras, notice: { type: 'error', message }, code, request_id: requestId };
}

const detailOf = (error: unknown, fallback: string): string => {
  if (!(error instanceof InvalidInputError)) return fallback;
  const details = Object.entries(error.extras.errors).map(
    ([field, messages]) => `${field}: ${messages.join(' ')}`,
  );
  return details.length > 0 ? details.join('; ') : error.message;
};

/** Sends an error as the caller can use it: a notice to our pages, a page to a person. */
export function sendError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): { unexpected: boolean } {
  const { body, unexpected } = problemOf(error, request.id);
  const detail = detailOf(error, body.detail);
  void reply.status(body.status);
  if (error instanceof AppError && error.retryAfter !== null)
    void reply.header('retry-after', String(error.retryAfter));
  if (request.url.startsWith(`${ADMIN_PATH}/api/`)) {
    const { code } = body;
    const extras = error instanceof AppError ? error.extras : {};
    void reply.send(refusal({ code, extras }, detail, request.id));
  } else {
    void reply.type('text/html').send(errorPage(body.title, detail, request.adminNonce ?? newNonce()));
  }
  return { unexpected };
}
