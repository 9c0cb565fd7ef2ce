import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A span for every request that is not about the service's own health, in the trace of the client that sends one. */
export function traceRequests(app: NestFastifyApplication): void {
  const tracer = trace.getTracer('cv-improver');
  const contexts = new WeakMap<FastifyRequest, Context>();
  const fastify = app.getHttpAdapter().getInstance();

  fastify.addHook('onRequest', (request: FastifyRequest, _reply: FastifyReply, done: () => void) => {
    const { url, config } = request.routeOptions;
    if (config?.unlimited) return done();
    const parent = propagation.extract(ROOT_CONTEXT, request.headers);
    const attributes = {
      'http.request.method': request.method,
      ...(url && { 'http.route': url }),
      'cv_improver.request_id': request.id,
    };
    const span = tracer.startSpan(
      url ? `${request.method} ${url}` : request.method,
      { kind: SpanKind.SERVER, attributes },
      parent,
    );
    const own = trace.setSpan(parent, span);
    contexts.set(request, own);
    context.with(own, done);
  });

  // What runs after a body has been read no longer belongs to the context from before.
  fastify.addHook('preValidation', (request: FastifyRequest, _reply: FastifyReply, done: () => void) => {
    const own = contexts.get(request);
    if (own) context.with(own, done);
    else done();
  });

  fastify.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
    const own = contexts.get(request);
    const span = own && trace.getSpan(own);
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    span?.end();
    done();
  });
}
