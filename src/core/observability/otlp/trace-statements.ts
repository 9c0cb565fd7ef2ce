import { context, type Span, SpanKind, trace, type Tracer } from '@opentelemetry/api';
import type pg from 'pg';
import { StrictClient } from '../../database/strict-client.js';
import { failed } from './otlp-tracer.js';

/** Statements are told up to here; parameters stand in them as $1, $2, …, so they hold no values. */
const MAX_TEXT = 1_000;

type Callback = (error: Error | null, ...rest: unknown[]) => void;
type Query = (...args: unknown[]) => unknown;

/** A span for every statement that is sent as a part of traced work. */
export function traceStatements(pool: pg.Pool, tracer: Tracer): void {
  keepContexts(pool);
  const prototype = StrictClient.prototype as unknown as { query: Query };
  const query = prototype.query;
  prototype.query = function (this: StrictClient, ...args: unknown[]) {
    const span = trace.getActiveSpan() && startSpan(tracer, args[0]);
    if (!span) return query.apply(this, args);
    const last = args.at(-1);
    if (typeof last === 'function') {
      const callback: Callback = (error, ...rest) => {
        end(span, error);
        (last as Callback)(error, ...rest);
      };
      return query.apply(this, [...args.slice(0, -1), callback]);
    }
    const result = query.apply(this, args);
    if (result instanceof Promise)
      result.then(
        () => end(span, null),
        (error: Error) => end(span, error),
      );
    else span.end(); // rows that are read one by one: nobody knows for how long
    return result;
  };
}

/** What waits for a connection gets it in the context of whoever gives it back; its own shall hold. */
function keepContexts(pool: pg.Pool): void {
  const connect = pool.connect.bind(pool) as Query;
  (pool as unknown as { connect: Query }).connect = (callback) =>
    typeof callback === 'function'
      ? connect(context.bind(context.active(), callback as Callback))
      : connect();
}

function startSpan(tracer: Tracer, statement: unknown): Span {
  const { text = '', name } =
    typeof statement === 'string' ? { text: statement } : (statement as pg.QueryConfig);
  const operation = /^\s*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? 'QUERY';
  const attributes = {
    'db.system.name': 'postgresql',
    'db.operation.name': operation,
    'db.query.text': text.replace(/\s+/g, ' ').trim().slice(0, MAX_TEXT),
    ...(name && { 'cv_improver.prepared': name }),
  };
  return tracer.startSpan(operation, { kind: SpanKind.CLIENT, attributes });
}

function end(span: Span, error: Error | null): void {
  if (error) failed(span, error);
  span.end();
}
