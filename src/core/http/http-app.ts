import cookie from '@fastify/cookie';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { isIP } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { AppConfig } from '../config/app-config.js';
import { Lifecycle } from '../health/lifecycle.js';
import { plainLogger } from '../logging/logger.js';
import { acceptForms } from './forms.js';
import { ProblemFilter, sendProblem } from './problem.filter.js';
import { type RequestContext, runInRequestContext } from './request-context.js';
import { directly, type RouteHandler, runRoutesDirectly } from './routes/direct-routes.js';
import { type SecurityHeaders, securityHeaders } from './security-headers.js';
import { DtoValidationPipe } from './validation.pipe.js';

const MEGABYTE = 1024 * 1024;

/** The largest file taken, in bytes. */
const MAX_UPLOAD_BYTES = 10 * MEGABYTE;

/** How long a shutdown waits for answers that are on their way. */
const LAST_ANSWERS_MS = 5_000;

type DoneHook = (error: Error | null, payload: unknown) => void;

const REQUEST_ID = /^[\w.:/+=-]{1,128}$/;

type Route = Parameters<FastifyAdapter['get']>;

/**
 * Fastify with our routes and our errors. Nest sets its error handler after the routes, which keep the one they found;
 * so there is ours from the start.
 */
class HttpAdapter extends FastifyAdapter {
  override setErrorHandler(): FastifyInstance {
    return this.getInstance();
  }

  override get(...route: Route): FastifyInstance {
    return super.get(...direct(route));
  }

  override post(...route: Route): FastifyInstance {
    return super.post(...direct(route));
  }

  override put(...route: Route): FastifyInstance {
    return super.put(...direct(route));
  }

  override patch(...route: Route): FastifyInstance {
    return super.patch(...direct(route));
  }

  override delete(...route: Route): FastifyInstance {
    return super.delete(...direct(route));
  }
}

/** The path as it is, and the handler that Nest made in its short form. */
const direct = ([path, handler]: Route): Route => [path, directly(handler as RouteHandler)];

export function createAdapter({ http }: AppConfig): FastifyAdapter {
  const adapter = new HttpAdapter({
    frameworkErrors: sendProblem,
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
  adapter.getInstance().setErrorHandler(sendProblem);
  return adapter;
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
  const headers = await securityHeaders(secure);
  await app.register(cookie);
  await acceptForms(app.getHttpAdapter().getInstance(), {
    limits: { fileSize: MAX_UPLOAD_BYTES, files: 1, fields: 30, fieldSize: MEGABYTE },
  });
  if (config.http.corsOrigins.length > 0) {
    app.enableCors({
      origin: config.http.corsOrigins,
      credentials: true,
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      exposedHeaders: [
        'ETag',
        'Location',
        'X-Request-Id',
        'Retry-After',
        'RateLimit-Limit',
        'RateLimit-Remaining',
        'RateLimit-Reset',
      ],
    });
  }
  const pipe = new DtoValidationPipe();
  app.useGlobalPipes(pipe);
  app.useGlobalFilters(new ProblemFilter());
  addRequestHooks(app, config, headers);
  addAccessLog(app, logger);
  await runRoutesDirectly(app, pipe);
}

/** The start page and the API's documentation; the admin has headers of its own, and all else is data. */
const PAGE = /^\/(docs|\?|$)/;

/** Computed when asked for, which few requests do. */
class HttpRequestContext implements RequestContext {
  constructor(
    private readonly request: FastifyRequest,
    private readonly backendUrl: string | null,
  ) {}

  get requestId(): string {
    return this.request.id;
  }

  /** As PostgreSQL's `inet` takes it; null for whatever a proxy sent instead of an address. */
  get ip(): string | null {
    const address = this.request.ip.replace(/%.*$/, '');
    return isIP(address) ? address : null;
  }

  get origin(): string {
    return this.backendUrl ?? `${this.request.protocol}://${this.request.host}`;
  }
}

function addRequestHooks(app: NestFastifyApplication, config: AppConfig, headers: SecurityHeaders): void {
  const fastify = app.getHttpAdapter().getInstance();
  const inContext = (request: FastifyRequest, done: () => void): void =>
    runInRequestContext(new HttpRequestContext(request, config.http.backendUrl), done);
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    const ofKind = PAGE.test(request.url) ? headers.page : headers.data;
    void reply.headers(ofKind).header('x-request-id', request.id);
    inContext(request, done);
  });
  // What runs after a body has been read no longer belongs to the context from before.
  fastify.addHook('preValidation', (request: FastifyRequest, _reply: FastifyReply, done: () => void) => {
    if (request.body === undefined) done();
    else inContext(request, done);
  });
  // A connection kept alive beyond its last answer, or opened and never used, would hold up the shutdown.
  const { shutdown } = app.get(Lifecycle);
  shutdown.addEventListener('abort', () => {
    setTimeout(() => fastify.server.closeAllConnections(), LAST_ANSWERS_MS).unref();
  });
  fastify.addHook(
    'onSend',
    (_request: FastifyRequest, reply: FastifyReply, payload: unknown, done: DoneHook) => {
      if (shutdown.aborted) void reply.header('connection', 'close');
      done(null, payload);
    },
  );
}

/** One line for every answer. None of its fields can hold a secret, so they are not searched for any. */
function addAccessLog(app: NestFastifyApplication, logger: Logger): void {
  const accessLog = plainLogger(logger);
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    accessLog.info(
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
