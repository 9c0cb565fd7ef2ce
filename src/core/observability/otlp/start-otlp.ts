import type { INestApplicationContext } from '@nestjs/common';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { setTimeout as delay } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { requestPool } from '../../database/request-pool.js';
import { useTracer } from '../tracing.js';
import { OtlpTracer } from './otlp-tracer.js';
import { QuietExporter } from './quiet-exporter.js';
import { traceStatements } from './trace-statements.js';

/** How long a collector may take for what it is sent, in milliseconds. */
const EXPORT_MS = 5_000;

/** How long a shutdown waits for the last spans to be sent, in milliseconds. */
const LAST_SPANS_MS = 2_000;

/**
 * Sends spans of requests, jobs, statements and calls to an OTLP endpoint, in batches and never in anybody's way: what
 * the collector does not take is dropped.
 * @returns what sends the last ones.
 */
export function startOtlp(
  app: INestApplicationContext,
  endpoint: string,
  serviceName: string,
): () => Promise<void> {
  const exporter = new OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: EXPORT_MS });
  const attributes = { 'service.name': serviceName };
  const provider = new NodeTracerProvider({
    resource: defaultResource().merge(resourceFromAttributes(attributes)),
    spanProcessors: [new BatchSpanProcessor(new QuietExporter(exporter))],
  });
  provider.register();
  const tracer = provider.getTracer('cv-improver');
  useTracer(new OtlpTracer(tracer));
  const pool = requestPool(app.get(DataSource));
  traceStatements(pool, tracer);
  return async () => {
    useTracer(null);
    await Promise.race([provider.shutdown(), delay(LAST_SPANS_MS, undefined, { ref: false })]);
  };
}
