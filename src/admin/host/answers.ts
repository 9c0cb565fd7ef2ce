import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError, InvalidInputError } from '../../core/http/app-error.js';
import { problemOf } from '../../core/http/problem.js';
import { ADMIN_PATH } from './admin-paths.js';
import { newNonce } from './security-headers.js';
import { errorPage } from './small-page.js';

/** As much of AdminJS's answers as says how an action went. */
interface ActionAnswer {
  notice?: { type?: string };
  record?: { baseError?: { type?: string } | null };
}

const STATUS_BY_ERROR: Record<string, number> = {
  ForbiddenError: 403,
  NotFoundError: 404,
  AppError: 400,
  stale_form: 409,
};

/** The HTTP status of an action's answer; AdminJS itself sends 200 for everything it understands. */
export function statusOf(answer: ActionAnswer): number {
  if (answer.notice?.type !== 'error') return 200;
  return STATUS_BY_ERROR[answer.record?.baseError?.type ?? ''] ?? 422;
}

const TYPE_BY_STATUS: Record<number, string> = { 403: 'ForbiddenError', 404: 'NotFoundError' };

interface Refused {
  status: number;
  code: string;
  extras: object;
}

/**
 * A refusal: what our own pages show, by its `code` and further members, and in the shape of an action's answer,
 * which AdminJS's pages show as a notice.
 */
function refusal({ status, code, extras }: Refused, message: string, requestId: string): object {
  const meta = { total: 0, perPage: 0, page: 1, direction: null, sortBy: null };
  const baseError = { type: TYPE_BY_STATUS[status] ?? 'AppError', message };
  const record = { params: {}, populated: {}, errors: {}, recordActions: [], bulkActions: [], baseError };
  const notice = { type: 'error', message };
  return { ...extras, notice, code, record, records: [], meta, request_id: requestId };
}

const detailOf = (error: unknown, fallback: string): string => {
  if (!(error instanceof InvalidInputError)) return fallback;
  const details = Object.entries(error.extras.errors).map(
    ([field, messages]) => `${field}: ${messages.join(' ')}`,
  );
  return details.length > 0 ? details.join('; ') : error.message;
};

/** Sends an error as the caller can use it: a notice to AdminJS's client, a page to a person. */
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
    const { status, code } = body;
    const extras = error instanceof AppError ? error.extras : {};
    void reply.send(refusal({ status, code, extras }, detail, request.id));
  } else {
    void reply.type('text/html').send(errorPage(body.title, detail, request.adminNonce ?? newNonce()));
  }
  return { unexpected };
}
