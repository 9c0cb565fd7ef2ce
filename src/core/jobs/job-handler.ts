import { Injectable } from '@nestjs/common';
import type { JobRegistry } from './job-registry.js';

/** A class that handles jobs, whatever it is told. */
type Handler = abstract new (...dependencies: never[]) => object;

const handlers = new Set<Handler>();

/** Marks the class of a job, which some module must provide: a process that knows it and cannot run it does not start. */
export function JobHandler(): (handler: Handler) => void {
  return (handler) => {
    Injectable()(handler);
    handlers.add(handler);
  };
}

/**
 * Compares the jobs of this process with the classes that are marked: whoever imports one may enqueue it.
 * @throws Error when no module provides a marked class, or one provides a job that is not marked.
 */
export function checkHandlers(registry: JobRegistry): void {
  const provided = new Set<unknown>(registry.all().map(([, job]) => job.constructor));
  for (const handler of handlers)
    if (!provided.has(handler))
      throw new Error(
        `no module provides the job ${handler.name}; add it to the providers of its room's module`,
      );
  for (const [, { constructor }] of registry.all())
    if (!handlers.has(constructor as never))
      throw new Error(`the job ${constructor.name} is not marked; write @JobHandler() above its class`);
}
