import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { AppConfig } from '../config/app-config.js';
import { ProblemFilter, sendProblem } from './problem.filter.js';
import { runInRequestContext } from './request-context.js';
import { DtoValidationPipe } from './validation.pipe.js';

const MEGABYTE = 1024 * 1024;

/** The largest file taken, in bytes. */
export const MAX_UPLOAD_BYTES = 10 * MEGABYTE;

const REQUEST_ID = /^[\w.:/+=-]{1,128}$/;

export function createAdapter({ http }: AppConfig): FastifyAdapter {
  return new FastifyAdapter({
    trustProxy: trustProxy(http.trustProxy),
    bodyLimit: MEGABYTE,
    requestTimeout: 60_000,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true },
    genReqId: ({ headers }: { headers: Record<string, unknown> }) => {
      const given = headers['x-request-id'];
      return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
    },
  });
}

/** Fastify ignores a bare number of hops, so it is given as the function that counts them. */
function trustProxy(
  trusted: AppConfig['http']['trustProxy'],
): string[] | false | ((address: string, hop: number) => boolean) {
  return typeof trusted === 'number' ? (_address, hop) => hop < trusted : trusted;
}

/** What every HTTP answer of the service has: headers, request id, access log, validation, problem details. */
export async function configureHttp(
  app: NestFastifyApplication,
  config: AppConfig,
  logger: Logger,
): Promise<void> {
  const secure = config.http.backendUrl?.startsWith('https:') ?? false;
  await app.register(helmet, {
    contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': secure ? [] : null } },
    strictTransportSecurity: secure && { maxAge: 31_536_000 },
  });
  await app.register(cookie);
  await app.register(multipart, {
    limits: { fileSize: MAX_UPLOAD_BYTES, files: 1, fields: 30, fieldSize: MEGABYTE },
  });
  if (config.http.corsOrigins.length > 0) {
    app.enableCors({
      origin: config.http.corsOrigins,
      credentials: true,
      exposedHeaders: ['ETag', 'Location', 'X-Request-Id'],
    });
  }
  app.useGlobalPipes(new DtoValidationPipe());
  app.useGlobalFilters(new ProblemFilter());
  app.getHttpAdapter().getInstance().setErrorHandler(sendProblem);
  addRequestHooks(app, config, logger);
}

function addRequestHooks(app: NestFastifyApplication, config: AppConfig, logger: Logger): void {
  const fastify = app.getHttpAdapter().getInstance();
  // Twice, because what runs after the body has been read no longer belongs to the first call's context.
  for (const hook of ['onRequest', 'preValidation'] as const) {
    fastify.addHook(hook, (request: FastifyRequest, _reply: FastifyReply, done: () => void) => {
      const origin = config.http.backendUrl ?? `${request.protocol}://${request.host}`;
      runInRequestContext({ requestId: request.id, ip: request.ip, origin }, done);
    });
  }
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    logger.info(
      {
        request_id: request.id,
        method: request.method,
        path: request.url.split('?', 1)[0],
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
    done();
  });
}
