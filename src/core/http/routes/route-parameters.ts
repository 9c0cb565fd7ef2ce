import type { ArgumentMetadata, ExecutionContext, Paramtype, PipeTransform, Type } from '@nestjs/common';
import {
  CUSTOM_ROUTE_ARGS_METADATA,
  RESPONSE_PASSTHROUGH_METADATA,
  ROUTE_ARGS_METADATA,
} from '@nestjs/common/constants.js';
import type { FastifyReply, FastifyRequest } from 'fastify';

type Extract = (context: ExecutionContext, request: FastifyRequest, reply: FastifyReply) => unknown;

/** A parameter of a controller's method: where its value comes from, and what it passes through. */
export interface RouteParameter {
  index: number;
  extract: Extract;
  pipes: PipeTransform[];
  metadata: ArgumentMetadata;
}

/** As Nest's decorators leave it on the controller's class. */
interface DeclaredParameter {
  index: number;
  data?: unknown;
  pipes?: (PipeTransform | Type<PipeTransform>)[];
  factory?: (data: unknown, context: ExecutionContext) => unknown;
}

type Part = Record<string, unknown>;
const part = (of: unknown, name: unknown): unknown =>
  typeof name === 'string' ? (of as Part | undefined)?.[name] : of;

/** By the number that Nest's decorators write; `@Next()`, sessions, hosts and files are not among them. */
const SOURCES: Record<string, { type: Paramtype; from(name: unknown): Extract } | undefined> = {
  0: { type: 'custom', from: () => (_context, request) => request },
  1: { type: 'custom', from: () => (_context, _request, reply) => reply },
  3: { type: 'body', from: (name) => (_context, request) => part(request.body, name) },
  4: { type: 'query', from: (name) => (_context, request) => part(request.query, name) },
  5: { type: 'param', from: (name) => (_context, request) => part(request.params, name) },
  6: {
    type: 'custom',
    from: (name) => (_context, request) =>
      part(request.headers, typeof name === 'string' ? name.toLowerCase() : name),
  },
  11: { type: 'custom', from: () => (_context, request) => request.ip },
};

const PIPED: readonly Paramtype[] = ['body', 'query', 'param'];

/**
 * The parameters of a controller's method.
 * @param pipe what every part of a request passes first.
 * @param create makes a pipe that was given by its class.
 * @returns null when one is of a kind that only Nest's own pipeline knows, or the method sends its answer itself.
 */
export async function routeParameters(
  controller: Type,
  method: string,
  pipe: PipeTransform,
  create: (type: Type<PipeTransform>) => Promise<PipeTransform>,
): Promise<RouteParameter[] | null> {
  const declared = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Record<
    string,
    DeclaredParameter
  >;
  const types = (Reflect.getMetadata('design:paramtypes', controller.prototype as object, method) ??
    []) as Type[];
  const passthrough: unknown = Reflect.getMetadata(RESPONSE_PASSTHROUGH_METADATA, controller, method);
  const parameters: RouteParameter[] = [];
  for (const [key, { index, data, factory, pipes = [] }] of Object.entries(declared)) {
    const own: PipeTransform[] = [];
    for (const given of pipes) own.push(typeof given === 'function' ? await create(given) : given);
    const [kind = ''] = key.split(':');
    const custom = key.includes(CUSTOM_ROUTE_ARGS_METADATA) && factory;
    const source = SOURCES[kind];
    if (custom) {
      const metadata: ArgumentMetadata = { type: 'custom', metatype: types[index], data: data as string };
      parameters.push({ index, extract: (context) => factory(data, context), pipes: own, metadata });
    } else if (source && !(kind === '1' && !passthrough)) {
      const metadata: ArgumentMetadata = { type: source.type, metatype: types[index], data: data as string };
      const all = PIPED.includes(source.type) ? [pipe, ...own] : [];
      parameters.push({ index, extract: source.from(data), pipes: all, metadata });
    } else return null;
  }
  return parameters;
}
