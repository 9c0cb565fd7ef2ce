import { applyDecorators } from '@nestjs/common';
import { ApiExtension } from '@nestjs/swagger';
import { RouteConfig } from '@nestjs/platform-fastify';

/** Fastify's `config` of a route whose requests are neither counted nor refused: what load balancers and browsers need. */
export const UNLIMITED = { unlimited: true };

/** Tells the OpenAPI document of an unlimited operation. */
export const UNLIMITED_EXTENSION = 'x-unlimited';

/** Marks a controller's route as `UNLIMITED`. */
export const Unlimited = (): MethodDecorator =>
  applyDecorators(RouteConfig(UNLIMITED), ApiExtension(UNLIMITED_EXTENSION, true));

declare module 'fastify' {
  interface FastifyContextConfig {
    unlimited?: boolean;
  }
}
