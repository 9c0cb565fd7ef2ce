import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Histogram, type Registry } from 'prom-client';

type Labels = Record<'method' | 'route' | 'status', string>;

/** Upper bounds in seconds: what a person does not notice, and from where on they leave. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What stands for a request that meets no route, so that nobody can make up labels. */
const NO_ROUTE = { url: '(none)', config: {} };

/** Times every answer by the pattern of its route. To be called before routes are made. */
export function measureRequests(app: NestFastifyApplication, registry: Registry): void {
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'From the first byte of a request to the last of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [registry],
  });
  // Labels are made once for a route, a method and a class of status, not for each request.
  const known = new WeakMap<object, Record<string, Labels>>();
  const labelsOf = (request: FastifyRequest, status: number): Labels => {
    const { config, url } = request.is404 ? NO_ROUTE : request.routeOptions;
    let ofRoute = known.get(config);
    if (!ofRoute) known.set(config, (ofRoute = {}));
    const method = url === NO_ROUTE.url ? '*' : request.method;
    const statusClass = `${Math.trunc(status / 100)}xx`;
    return (ofRoute[method + statusClass] ??= { method, route: url ?? NO_ROUTE.url, status: statusClass });
  };
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done: () => void) => {
      durations.observe(labelsOf(request, reply.statusCode), reply.elapsedTime / 1000);
      done();
    });
}
