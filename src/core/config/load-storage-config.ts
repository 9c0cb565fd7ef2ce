import { resolve } from 'node:path';
import type { Environment } from './environment.js';
import { type S3Config, STORAGE_NAMES, type StorageConfig } from './storage-config.js';

const NEEDED = [
  'S3_REGION',
  'S3_ACCESS_KEY',
  'S3_SECRET_KEY',
  'S3_MEDIA_BUCKET',
  'S3_STATIC_BUCKET',
  'S3_FINANCE_BUCKET',
] as const;

/** The S3, all of it or none: null when no variable names one. Adds what is missing to `problems`. */
export function parseS3(env: Environment, problems: string[]): S3Config | null {
  const given = [...NEEDED, 'S3_ENDPOINT' as const].filter((name) => env[name] !== undefined);
  if (given.length === 0 && env.STORAGE === 'filesystem') return null;
  const missing = NEEDED.filter((name) => env[name] === undefined);
  if (missing.length > 0) {
    const why = env.STORAGE === 's3' ? 'STORAGE=s3' : given[0];
    problems.push(`${missing.join(', ')} must be set with ${why}`);
    return null;
  }
  const values = env as Environment & Record<(typeof NEEDED)[number], string>;
  const buckets = {
    media: values.S3_MEDIA_BUCKET,
    static: values.S3_STATIC_BUCKET,
    finance: values.S3_FINANCE_BUCKET,
  };
  // Each storage sweeps what it does not know out of its bucket, and static files are public.
  if (new Set(Object.values(buckets)).size < STORAGE_NAMES.length)
    problems.push('S3_MEDIA_BUCKET, S3_STATIC_BUCKET and S3_FINANCE_BUCKET must be three different buckets');
  return {
    endpoint: env.S3_ENDPOINT ?? null,
    region: values.S3_REGION,
    accessKey: values.S3_ACCESS_KEY,
    secretKey: values.S3_SECRET_KEY,
    // Servers of one's own rarely have a name per bucket; Amazon is giving paths up.
    pathStyle: env.S3_PATH_STYLE ? env.S3_PATH_STYLE === 'on' : env.S3_ENDPOINT !== undefined,
    timeoutMs: env.S3_TIMEOUT_MS,
    buckets,
  };
}

/** @param s3 what `parseS3` gave; with STORAGE=s3 it is there, or there was a problem. */
export function storageConfigOf(env: Environment, dataDir: string, s3: S3Config | null): StorageConfig {
  const common = {
    directories: {
      media: resolve(dataDir, 'files'),
      static: resolve(dataDir, 'static'),
      finance: resolve(dataDir, 'finance'),
    },
    staticUrl: env.STATIC_URL?.replace(/\/+$/, '') ?? null,
  };
  if (env.STORAGE === 's3' && s3) return { ...common, backend: 's3', s3 };
  return { ...common, backend: 'filesystem', s3 };
}
