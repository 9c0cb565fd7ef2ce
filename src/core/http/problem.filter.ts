import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from './app-error.js';
import { problemOf } from './problem.js';

const log = new Logger('Http');

/** Answers a failed request as `application/problem+json`, and logs what nobody meant for the client. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { body, unexpected } = problemOf(error, request.id);
  if (unexpected)
    log.error(`${request.method} ${request.routeOptions?.url ?? 'unknown route'} failed`, error);
  if (reply.sent) return;
  if (body.status === 503) void reply.header('retry-after', '5');
  if (error instanceof AppError && error.retryAfter !== null)
    void reply.header('retry-after', String(error.retryAfter));
  if (body.status === 401) void reply.header('www-authenticate', 'Bearer');
  void reply.status(body.status).type('application/problem+json').send(body);
}

/** The boundary for errors of Nest's handlers; `configureHttp` sets the same one for Fastify's own. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    sendProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}
