import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { INestApplicationContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppConfig } from '../config/app-config.js';
import { mayReadMetrics } from './metrics-access.js';
import { MetricsRefusedError } from './metrics-refused.error.js';
import { Metrics } from './metrics.service.js';
import { measureRequests } from './request-metrics.js';

const PATH = '/metrics';

/** Times requests and serves the metrics of this process at `/metrics`. To be called before routes are made. */
export function serveMetrics(app: NestFastifyApplication): void {
  const { token } = app.get(AppConfig).metrics;
  const metrics = app.get(Metrics);
  metrics.start();
  measureRequests(app, metrics.registry);
  app.getHttpAdapter().get(PATH, async (request: FastifyRequest, reply: FastifyReply) => {
    if (!mayReadMetrics(request.raw, token)) throw new MetricsRefusedError();
    return reply.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
}

/**
 * Serves the metrics of a process that has no HTTP service, at the port that the configuration names for it, if any.
 * @returns where, or null, and what ends it.
 */
export async function serveWorkerMetrics(app: INestApplicationContext): Promise<WorkerMetrics> {
  const { http, metrics: config } = app.get(AppConfig);
  if (config.workerPort === null) return { url: null, close: () => Promise.resolve() };
  const metrics = app.get(Metrics);
  metrics.start();
  const server = createServer((request, response) => {
    const answer = (status: number, body: string, type = 'text/plain; charset=utf-8'): void =>
      void response.writeHead(status, { 'content-type': type }).end(body);
    if (request.url !== PATH) return answer(404, `Metrics are at ${PATH}.\n`);
    if (!mayReadMetrics(request, config.token)) return answer(403, `${new MetricsRefusedError().message}\n`);
    metrics.registry.metrics().then(
      (text) => answer(200, text, metrics.registry.contentType),
      () => answer(503, 'The metrics could not be read.\n'),
    );
  });
  server.listen(config.workerPort, http.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${http.host.includes(':') ? `[${http.host}]` : http.host}:${port}${PATH}`,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

export interface WorkerMetrics {
  url: string | null;
  close(): Promise<void>;
}
