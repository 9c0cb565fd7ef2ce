import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppConfig } from '../config/app-config.js';
import { clientAddress, countedAddress } from './client-address.js';
import { IpBlocks } from './ip-blocks.service.js';
import { AddressBlockedError } from './limits.errors.js';
import { RequestLimits, secondsUntil } from './request-limits.service.js';
import type { RateState } from './shared-window.js';
import { SharedWindows } from './shared-windows.service.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the answer tells about limits. */
    rateState: RateState | null;
  }
}

/** Refuses what comes from a blocked address or too often from one, and tells every client where it stands. */
export async function limitRequests(app: NestFastifyApplication): Promise<void> {
  const blocks = app.get(IpBlocks);
  await blocks.watch();
  const { enabled } = app.get(AppConfig).limits;
  const limits = app.get(RequestLimits);
  const fastify = app.getHttpAdapter().getInstance();
  fastify.decorateRequest('rateState', null);
  fastify.addHook('onRequest', (request: FastifyRequest, _reply: FastifyReply, done: Done) => {
    if (request.routeOptions.config.unlimited) return done();
    const address = clientAddress(request.ip);
    try {
      if (blocks.has(address)) throw new AddressBlockedError();
      if (enabled) request.rateState = limits.countAddress(countedAddress(address));
    } catch (error) {
      return done(error as Error);
    }
    done();
  });
  if (!enabled) return;
  app.get(SharedWindows).start();
  fastify.addHook(
    'onSend',
    (request: FastifyRequest, reply: FastifyReply, payload: unknown, done: DoneWithPayload) => {
      if (request.rateState) tell(reply, request.rateState);
      done(null, payload);
    },
  );
}

type Done = (error?: Error) => void;
type DoneWithPayload = (error: Error | null, payload: unknown) => void;

/** The headers of draft-ietf-httpapi-ratelimit-headers-03, the last that had one for each number. */
function tell(reply: FastifyReply, { limit, remaining, endsAt }: RateState): void {
  void reply
    .header('ratelimit-limit', limit)
    .header('ratelimit-remaining', remaining)
    .header('ratelimit-reset', secondsUntil(endsAt));
}
