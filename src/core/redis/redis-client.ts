import { createClient } from 'redis';

/** How long opening a connection may take, in milliseconds. */
const CONNECT_MS = 2_000;

/** A connection on which nothing is heard for so long is given up, in milliseconds; pings keep an idle one alive. */
const SILENCE_MS = 5_000;

const LONGEST_PAUSE_MS = 1_000;

export type RedisClient = ReturnType<typeof createRedisClient>;

/**
 * A client that is not connected yet, connects again by itself for as long as it is open, and refuses commands at once
 * while it is not connected. Whoever makes one listens to its `error` events.
 * @param url `redis://user:password@host:6379/0`; `rediss:` is TLS.
 */
export function createRedisClient(url: string) {
  return createClient({
    url,
    disableOfflineQueue: true,
    // node-redis would make an AbortSignal for each command, which takes as long as the rest of it; silence ends all.
    commandOptions: { timeout: undefined },
    pingInterval: SILENCE_MS / 2,
    socket: {
      connectTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      reconnectStrategy: (retries) =>
        Math.min(LONGEST_PAUSE_MS, 50 * 2 ** retries) * (0.5 + Math.random() / 2),
    },
  });
}
