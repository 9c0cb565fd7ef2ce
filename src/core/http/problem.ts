import { HttpException } from '@nestjs/common';
import { STATUS_CODES } from 'node:http';
import { AppError } from './app-error.js';

/** An RFC 9457 problem-details body. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  request_id: string;
  [extra: string]: unknown;
}

const CODES: Record<number, string> = {
  400: 'bad_request',
  401: 'not_authenticated',
  403: 'permission_denied',
  404: 'not_found',
  405: 'method_not_allowed',
  406: 'not_acceptable',
  409: 'conflict',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  429: 'too_many_requests',
  503: 'service_unavailable',
};

const DETAILS: Record<number, string> = {
  404: 'There is nothing here, or it is not yours.',
  413: 'The request is larger than this service accepts: a file may have 10 MB.',
  415: 'This kind of content is not taken here; send JSON, or a form with a file where the documentation says so.',
  500: 'Something went wrong on our side. Try again; if it stays, report the request_id.',
  503: 'The service cannot answer right now. Try again in a few seconds.',
};

/** Builds the body; unknown statuses get a code from their class. */
export function problem(
  status: number,
  requestId: string,
  fields: { code?: string; detail?: string; extras?: object } = {},
): Problem {
  const code = fields.code ?? CODES[status] ?? (status < 500 ? 'bad_request' : 'internal_error');
  return {
    type: `urn:cv-improver:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: fields.detail ?? DETAILS[status] ?? STATUS_CODES[status] ?? 'Error',
    code,
    request_id: requestId,
    ...fields.extras,
  };
}

/** SQLSTATE of a reference to a row that vanished meanwhile. */
const FOREIGN_KEY_VIOLATION = '23503';

/** SQLSTATE classes and codes that mean "the database is not there for us now": the client may try again. */
const UNAVAILABLE = /^(08|53|57P0|57014|55P03|40001|40P01|25P03)/;
const UNAVAILABLE_SYSTEM =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOSPC|EDQUOT)$/;
const UNAVAILABLE_MESSAGE =
  /timeout exceeded when trying to connect|cached plan must not change result type|Query read timeout|Connection terminated|Client has encountered a connection error/;

/** Turns whatever was thrown into a problem; `unexpected` tells that nobody meant it for the client. */
export function problemOf(error: unknown, requestId: string): { body: Problem; unexpected: boolean } {
  if (error instanceof AppError) {
    const { status, code, message, extras } = error;
    return { body: problem(status, requestId, { code, detail: message, extras }), unexpected: false };
  }
  if (error instanceof HttpException) {
    const status = error.getStatus();
    return {
      body: problem(status, requestId, { detail: DETAILS[status] ?? error.message }),
      unexpected: status >= 500,
    };
  }
  const { code, statusCode, message } = error as { code?: string; statusCode?: number; message?: string };
  if (statusCode && statusCode >= 400 && statusCode < 500) {
    // Fastify's own refusals: a body that is no JSON, too large, of a type nobody parses.
    return {
      body: problem(statusCode, requestId, { detail: DETAILS[statusCode] ?? message }),
      unexpected: false,
    };
  }
  if (code === FOREIGN_KEY_VIOLATION) {
    const detail = 'Something this refers to no longer exists. Load it again.';
    return { body: problem(409, requestId, { detail }), unexpected: false };
  }
  const unavailable =
    (code !== undefined && (UNAVAILABLE.test(code) || UNAVAILABLE_SYSTEM.test(code))) ||
    UNAVAILABLE_MESSAGE.test(message ?? '');
  return { body: problem(unavailable ? 503 : 500, requestId), unexpected: true };
}
