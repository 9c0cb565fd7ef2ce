import multipart, { type FastifyMultipartOptions } from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';

/**
 * Lets requests be read as forms by `@fastify/multipart`, but without its hooks, which make several promises for every
 * request, form or not: they clean up after `saveRequestFiles`, and here files are read as streams.
 */
export function acceptForms(fastify: FastifyInstance, options: FastifyMultipartOptions): Promise<void> {
  const withoutHooks = Object.create(fastify, {
    addHook: { value: () => withoutHooks },
  }) as FastifyInstance;
  return new Promise((resolve, reject) => {
    multipart(withoutHooks, options, (error) => (error ? reject(error) : resolve()));
  });
}
