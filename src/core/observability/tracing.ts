/** What a span is about, for whoever reads traces: names and numbers of our own, never what a person wrote. */
export type SpanAttributes = Record<string, string | number>;

/** A job as its span tells of it. */
export interface TracedJob {
  name: string;
  queue: string;
  taskId: string;
  /** Which run this is, from 1. */
  attempt: number;
  requestId: string | null;
  /** W3C `traceparent` of what asked for it. */
  traceparent: string | null;
}

/** Makes spans. There is one where an endpoint for traces is configured, and else none, so that nothing is loaded. */
export interface Tracer {
  /** W3C `traceparent` of the work in progress; null outside of any. */
  traceparent(): string | null;
  job<Result>(job: TracedJob, work: () => Promise<Result>): Promise<Result>;
  /** A call to another service, as a part of the work in progress. */
  call<Result>(name: string, attributes: SpanAttributes, work: () => Promise<Result>): Promise<Result>;
}

let tracer: Tracer | null = null;

/** Makes spans from now on; null stops that. */
export function useTracer(chosen: Tracer | null): void {
  tracer = chosen;
}

/** What lets work that goes on elsewhere belong to the trace in progress; null where nothing is traced. */
export const currentTraceparent = (): string | null => tracer?.traceparent() ?? null;

/** Runs a job within the trace of what asked for it. */
export function traceJob<Result>(job: TracedJob, work: () => Promise<Result>): Promise<Result> {
  return tracer ? tracer.job(job, work) : work();
}

/** Runs a call to another service as a span of its own. */
export function traceCall<Result>(
  name: string,
  attributes: SpanAttributes,
  work: () => Promise<Result>,
): Promise<Result> {
  return tracer ? tracer.call(name, attributes, work) : work();
}
