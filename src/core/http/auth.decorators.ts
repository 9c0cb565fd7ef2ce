import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Who makes the request, as the access token says; loaded rows belong to the services. */
export interface RequestUser {
  id: number;
  username: string;
  /** The refresh family the token belongs to, so that logging out ends this session and no other. */
  sessionFamily: string;
}

export const PUBLIC_ROUTE = 'public-route';

/** Opens a route to anonymous callers; every other route needs a valid access token. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC_ROUTE, true);

/** The caller of a route that is not public. */
export const CurrentUser = createParamDecorator((_data: unknown, context: ExecutionContext): RequestUser => {
  return context.switchToHttp().getRequest<FastifyRequest & { user: RequestUser }>().user;
});
