import {
  type CanActivate,
  ForbiddenException,
  type PipeTransform,
  RequestMethod,
  type Type,
} from '@nestjs/common';
import {
  EXCEPTION_FILTERS_METADATA,
  GUARDS_METADATA,
  HEADERS_METADATA,
  HTTP_CODE_METADATA,
  INTERCEPTORS_METADATA,
  METHOD_METADATA,
  PIPES_METADATA,
  REDIRECT_METADATA,
  RENDER_METADATA,
  SSE_METADATA,
} from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, ModuleRef } from '@nestjs/core';
import type { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from '../problem.filter.js';
import { RouteContext } from './route-context.js';
import { type RouteParameter, routeParameters } from './route-parameters.js';

export type RouteHandler = (request: FastifyRequest, reply: FastifyReply) => unknown;

/** An interceptor class that can tell beforehand that it has nothing to do with a request. */
export interface SelectiveInterceptor {
  concerns(request: FastifyRequest): boolean;
}

type Method = (...args: unknown[]) => unknown;

/** Where a method says how it is run without Nest's pipeline; Nest copies it to the handler it makes of the method. */
const DIRECT = 'direct-route';

/** With any of these a route is Nest's. */
const NEEDS_NEST = [
  EXCEPTION_FILTERS_METADATA,
  GUARDS_METADATA,
  HEADERS_METADATA,
  PIPES_METADATA,
  REDIRECT_METADATA,
  RENDER_METADATA,
  SSE_METADATA,
];

/**
 * Controllers are written as Nest's documentation says, and run more directly than by Nest, whose general pipeline
 * makes some thirty promises for a request (bench/README.md): the global guards, the parameters with their pipes, the
 * method, the answer. What only the pipeline can do, it does: a route with filters, guards or headers of its own, and a
 * request that concerns one of the route's interceptors.
 *
 * To be called when all modules are there and before the routes are registered.
 * @param pipe the global pipe.
 */
export async function runRoutesDirectly(app: NestFastifyApplication, pipe: PipeTransform): Promise<void> {
  const discovery = app.get(DiscoveryService, { strict: false });
  const guards = discovery
    .getProviders()
    .filter(({ subtype }) => subtype === 'guard')
    .map(({ instance }) => instance as CanActivate);
  const adapter = app.getHttpAdapter() as unknown as FastifyAdapter;
  const create = (type: Type<PipeTransform>): Promise<PipeTransform> => app.get(ModuleRef).create(type);
  for (const wrapper of discovery.getControllers().filter((found) => found.isDependencyTreeStatic())) {
    const instance = wrapper.instance as Record<string, Method>;
    const controller = wrapper.metatype as Type;
    for (const name of new MetadataScanner().getAllMethodNames(controller.prototype as object)) {
      const method = instance[name]!;
      if (!Reflect.hasMetadata(METHOD_METADATA, method) || needsNest(controller, method)) continue;
      const parameters = await routeParameters(controller, name, pipe, create);
      if (!parameters) continue;
      const route = { instance, controller, method, status: statusOf(method), guards, parameters, adapter };
      Reflect.defineMetadata(DIRECT, runner(route), method);
    }
  }
}

/** The handler to register for one that Nest made; the adapter reads a route's options from its metadata. */
export function directly(handler: RouteHandler): RouteHandler {
  const direct = Reflect.getMetadata(DIRECT, handler) as ReturnType<typeof runner> | undefined;
  if (!direct) return handler;
  const run = direct(handler);
  for (const key of Reflect.getMetadataKeys(handler))
    Reflect.defineMetadata(key, Reflect.getMetadata(key, handler), run);
  return run;
}

interface Route {
  instance: object;
  controller: Type;
  method: Method;
  status: number;
  guards: CanActivate[];
  parameters: RouteParameter[];
  adapter: Pick<FastifyAdapter, 'reply'>;
}

/** Makes the handler of a route, for the one that Nest made of it. */
function runner(route: Route): (viaNest: RouteHandler) => RouteHandler {
  const interceptors = interceptorsOf(route.controller, route.method) as SelectiveInterceptor[];
  return (viaNest) => (request, reply) => {
    if (interceptors.some((interceptor) => interceptor.concerns(request))) return viaNest(request, reply);
    run(route, request, reply).catch((error: unknown) => sendProblem(error, request, reply));
  };
}

/** Awaits only what is a promise: each one costs, and most of what stands before a method needs none. */
async function run(route: Route, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const context = new RouteContext(request, reply, route.controller, route.method);
  for (const guard of route.guards) {
    const allowed = guard.canActivate(context);
    if (!(typeof allowed === 'boolean' ? allowed : await allowed))
      throw new ForbiddenException('Forbidden resource');
  }
  reply.statusCode = route.status;
  const values: unknown[] = [];
  for (const { index, extract, pipes, metadata } of route.parameters) {
    let value = extract(context, request, reply);
    for (const pipe of pipes) {
      const piped: unknown = pipe.transform(value, metadata);
      value = piped instanceof Promise ? await piped : piped;
    }
    values[index] = value;
  }
  route.adapter.reply(reply, await route.method.apply(route.instance, values));
}

function needsNest(controller: Type, method: Method): boolean {
  const has = (key: string): boolean =>
    Reflect.hasMetadata(key, controller) || Reflect.hasMetadata(key, method);
  return NEEDS_NEST.some(has) || interceptorsOf(controller, method).some(({ concerns }) => !concerns);
}

const interceptorsOf = (controller: Type, method: Method): Partial<SelectiveInterceptor>[] =>
  [controller, method].flatMap(
    (target) => (Reflect.getMetadata(INTERCEPTORS_METADATA, target) ?? []) as Partial<SelectiveInterceptor>[],
  );

function statusOf(method: Method): number {
  const own = Reflect.getMetadata(HTTP_CODE_METADATA, method) as number | undefined;
  return own ?? (Reflect.getMetadata(METHOD_METADATA, method) === RequestMethod.POST ? 201 : 200);
}
