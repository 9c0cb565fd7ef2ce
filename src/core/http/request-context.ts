import { ContextVariable } from '../context/context-variable.js';

/** What every log line, job and audit entry of one request shares. */
export interface RequestContext {
  readonly requestId: string;
  readonly ip: string | null;
  /** Scheme and host the client addressed; what relative links are made absolute with. */
  readonly origin: string | null;
}

const current = new ContextVariable<RequestContext>();

/** Runs `work` so that `requestContext()` answers inside it, however deep. */
export function runInRequestContext<Result>(context: RequestContext, work: () => Result): Result {
  return current.run(context, work);
}

/** The request (or the job made by it) in progress; undefined outside of one. */
export function requestContext(): RequestContext | undefined {
  return current.get();
}
