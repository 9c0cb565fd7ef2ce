import { S3Client } from '@aws-sdk/client-s3';
import type { S3Config, StorageName } from '../config/storage-config.js';
import { S3Storage } from './s3.storage.js';

/** A call that fails is tried once more; then whoever asked is told. */
const ATTEMPTS = 2;

const CONNECT_MS = 2_000;

/** The storages of an S3; each of its requests ends when nothing has moved for `timeoutMs`. */
export function openBuckets(config: S3Config): (name: StorageName) => S3Storage {
  const { endpoint, region, accessKey, secretKey, pathStyle, timeoutMs, buckets } = config;
  const client = new S3Client({
    ...(endpoint && { endpoint }),
    region,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
    forcePathStyle: pathStyle,
    maxAttempts: ATTEMPTS,
    // Not every S3 knows the newer checksums; parts are signed with their SHA-256 or travel by TLS.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: Math.min(CONNECT_MS, timeoutMs), socketTimeout: timeoutMs },
  });
  return (name) => new S3Storage(client, buckets[name]);
}
