import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isIP } from 'node:net';

/** Where a request comes from, as a session remembers it. */
export interface ClientInfo {
  ip: string | null;
  userAgent: string;
}

const MAX_USER_AGENT_LENGTH = 500;

/** Reads it from a request; the address is the one `TRUST_PROXY` lets us believe. */
export function clientInfoOf(request: FastifyRequest): ClientInfo {
  const ip = request.ip.replace(/%.*$/, ''); // PostgreSQL's inet knows no zones
  const userAgent = (request.headers['user-agent'] ?? '').slice(0, MAX_USER_AGENT_LENGTH);
  return { ip: isIP(ip) ? ip : null, userAgent };
}

/** Where the request comes from. */
export const Client = createParamDecorator((_data: unknown, context: ExecutionContext): ClientInfo =>
  clientInfoOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
