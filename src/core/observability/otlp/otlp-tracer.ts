import {
  type Context,
  context,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer as OtelTracer,
} from '@opentelemetry/api';
import type { SpanAttributes, TracedJob, Tracer } from '../tracing.js';

/** Makes spans with OpenTelemetry. */
export class OtlpTracer implements Tracer {
  constructor(private readonly tracer: OtelTracer) {}

  traceparent(): string | null {
    const carrier: { traceparent?: string } = {};
    propagation.inject(context.active(), carrier);
    return carrier.traceparent ?? null;
  }

  job<Result>(job: TracedJob, work: () => Promise<Result>): Promise<Result> {
    const { name, queue, taskId, attempt, requestId, traceparent } = job;
    const parent = propagation.extract(ROOT_CONTEXT, traceparent ? { traceparent } : {});
    const attributes = {
      'messaging.destination.name': queue,
      'messaging.message.id': taskId,
      'cv_improver.job': name,
      'cv_improver.attempt': attempt,
      ...(requestId && { 'cv_improver.request_id': requestId }),
    };
    const span = this.tracer.startSpan(`job ${name}`, { kind: SpanKind.CONSUMER, attributes }, parent);
    return within(span, parent, work);
  }

  call<Result>(name: string, attributes: SpanAttributes, work: () => Promise<Result>): Promise<Result> {
    const parent = context.active();
    if (!trace.getSpan(parent)) return work();
    return within(this.tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes }, parent), parent, work);
  }
}

async function within<Result>(span: Span, parent: Context, work: () => Promise<Result>): Promise<Result> {
  try {
    return await context.with(trace.setSpan(parent, span), work);
  } catch (error) {
    failed(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** Marks a span as failed by the kind of error only: messages may quote what people wrote. */
export function failed(span: Span, error: unknown): void {
  const { name = 'Error', code } = error as { name?: string; code?: unknown };
  span.setStatus({ code: SpanStatusCode.ERROR });
  span.setAttribute('error.type', typeof code === 'string' ? code : name);
}
