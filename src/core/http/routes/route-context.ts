import type { ExecutionContext, Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

type Method = (...args: unknown[]) => unknown;
type Http = ReturnType<ExecutionContext['switchToHttp']>;
type Args = [request: FastifyRequest, reply: FastifyReply];

/** What guards and parameter decorators are told about a request, as Nest tells it. */
export class RouteContext implements ExecutionContext {
  constructor(
    private readonly request: FastifyRequest,
    private readonly reply: FastifyReply,
    private readonly controller: Type,
    private readonly method: Method,
  ) {}

  getClass<Controller>(): Type<Controller> {
    return this.controller;
  }

  getHandler(): Method {
    return this.method;
  }

  getType<Kind extends string>(): Kind {
    return 'http' as Kind;
  }

  getArgs<Values extends unknown[]>(): Values {
    const args: Args = [this.request, this.reply];
    return args as unknown[] as Values;
  }

  getArgByIndex<Value>(index: number): Value {
    return this.getArgs()[index] as Value;
  }

  switchToHttp(): Http {
    return this as Http;
  }

  getRequest<Request>(): Request {
    return this.request as Request;
  }

  getResponse<Response>(): Response {
    return this.reply as Response;
  }

  getNext<Next>(): Next {
    return undefined as Next;
  }

  switchToRpc(): never {
    throw new Error('this is an HTTP request');
  }

  switchToWs(): never {
    throw new Error('this is an HTTP request');
  }
}
