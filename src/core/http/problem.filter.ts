import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from './problem.js';

/** The one boundary for errors: every failed request leaves as `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const { body, unexpected } = problemOf(error, request.id);
    if (unexpected)
      this.log.error(`${request.method} ${request.routeOptions?.url ?? 'unknown route'} failed`, error);
    if (reply.sent) return;
    if (body.status === 503) void reply.header('retry-after', '5');
    if (body.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply.status(body.status).type('application/problem+json').send(body);
  }
}
