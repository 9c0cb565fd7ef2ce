import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { from, lastValueFrom, type Observable, of } from 'rxjs';
import { InvalidInputError } from '../app-error.js';
import type { RequestUser } from '../auth.decorators.js';
import type { Upload } from '../upload.interceptor.js';
import { Idempotency, type KeptAnswer } from './idempotency.service.js';

type KeyedFastifyRequest = FastifyRequest & { user?: RequestUser | null; upload?: Upload };

const HEADER = 'idempotency-key';
const KEY = /^[\x21-\x7e]{1,255}$/;

/** Headers that belong to an answer; the others belong to the exchange. */
const KEPT_HEADERS = ['etag', 'location'];

/** Answers a request whose `Idempotency-Key` was answered before with that answer; requests without one pass through. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  static concerns(request: FastifyRequest): boolean {
    return request.headers[HEADER] !== undefined;
  }

  constructor(private readonly idempotency: Idempotency) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp();
    const request = http.getRequest<KeyedFastifyRequest>();
    const key = request.headers[HEADER];
    if (key === undefined || !request.user) return next.handle();
    if (typeof key !== 'string' || !KEY.test(key))
      throw new InvalidInputError({ 'Idempotency-Key': ['Send 1 to 255 visible ASCII characters, once.'] });

    const reply = http.getResponse<FastifyReply>();
    const claim = await this.idempotency.claim({
      userId: request.user.id,
      route: `${request.method} ${request.routeOptions.url ?? ''}`,
      key,
      fingerprint: fingerprintOf(request),
    });
    if (typeof claim !== 'string') return of(replay(reply, claim));
    const work = async (): Promise<KeptAnswer> => {
      const body: unknown = await lastValueFrom(next.handle(), { defaultValue: null });
      return { status: reply.statusCode, headers: keptHeaders(reply), body };
    };
    return from(this.idempotency.run(claim, work).then(({ body }) => body));
  }
}

function replay(reply: FastifyReply, { status, headers, body }: KeptAnswer): unknown {
  void reply.status(status).headers({ ...headers, 'idempotent-replayed': 'true' });
  return body;
}

function keptHeaders(reply: FastifyReply): Record<string, string> {
  const given = KEPT_HEADERS.filter((name) => reply.hasHeader(name));
  return Object.fromEntries(given.map((name) => [name, String(reply.getHeader(name))]));
}

function fingerprintOf({ url, body, upload }: KeyedFastifyRequest): string {
  const hash = createHash('sha256').update(JSON.stringify([url, body, upload?.name]));
  if (upload) hash.update(upload.bytes);
  return hash.digest('base64url');
}
