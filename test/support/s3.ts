import { createRequire } from 'node:module';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { S3Config } from '../../src/core/config/storage-config.js';

const require = createRequire(import.meta.url);

interface S3rver {
  run(): Promise<AddressInfo>;
  close(): Promise<void>;
  httpServer: Server;
}
type S3rverClass = new (options: object) => S3rver;

/** The one account of both servers. */
const ACCOUNT = 'S3RVER';

/** An S3 of one spec, on a free port of loopback, with three empty buckets. */
export interface TestS3 {
  url: string;
  config: S3Config;
  /** What makes the service use it. */
  env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/**
 * Starts a real S3 server. `s3rver` knows every call but checks no secret; `@20minutes/s3rver` checks signatures, and
 * neither lists nor deletes.
 */
export async function startS3(server: 's3rver' | '@20minutes/s3rver' = 's3rver'): Promise<TestS3> {
  const Class = require(server) as S3rverClass;
  const directory = mkdtempSync(join(process.env.TEST_DIRECTORY ?? tmpdir(), 's3-'));
  const buckets = { media: 'cv-media', static: 'cv-static', finance: 'cv-finance' };
  const running = new Class({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory,
    configureBuckets: Object.values(buckets).map((name) => ({ name })),
  });
  const { port } = await running.run();
  const url = `http://127.0.0.1:${port}`;
  const config = {
    ...{ endpoint: url, region: 'us-east-1', accessKey: ACCOUNT, secretKey: ACCOUNT },
    ...{ pathStyle: true, timeoutMs: 2_000, buckets },
  };
  return {
    url,
    config,
    env: s3Environment(config),
    async close() {
      running.httpServer.closeAllConnections();
      await running.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A configuration as environment variables, with STORAGE=s3. */
export function s3Environment({ endpoint, region, accessKey, secretKey, timeoutMs, buckets }: S3Config) {
  return {
    STORAGE: 's3',
    S3_ENDPOINT: endpoint ?? '',
    S3_REGION: region,
    S3_ACCESS_KEY: accessKey,
    S3_SECRET_KEY: secretKey,
    S3_TIMEOUT_MS: String(timeoutMs),
    S3_MEDIA_BUCKET: buckets.media,
    S3_STATIC_BUCKET: buckets.static,
    S3_FINANCE_BUCKET: buckets.finance,
  };
}
