import { CreateMultipartUploadCommand, S3Client, UploadPartCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type S3WithUploads, startS3WithUploads } from '../../../test/support/s3-uploads.js';
import { startS3, type TestS3 } from '../../../test/support/s3.js';
import { openBuckets } from './open-buckets.js';
import type { Storage } from './storage.js';

const AN_HOUR_AGO = new Date(Date.now() - 3_600_000);
const IN_AN_HOUR = new Date(Date.now() + 3_600_000);

let s3: TestS3;
let listing: S3WithUploads;
let client: S3Client;
let storage: Storage;

beforeAll(async () => {
  s3 = await startS3();
  listing = await startS3WithUploads(s3.url);
  const { region, accessKey, secretKey } = s3.config;
  client = new S3Client({
    ...{ endpoint: listing.url, region, forcePathStyle: true },
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
  });
  storage = openBuckets({ ...s3.config, endpoint: listing.url })('media');
});
beforeEach(() => {
  listing.uploads.length = 0;
  listing.ended.clear();
});
afterAll(async () => {
  client.destroy();
  await listing.close();
  await s3.close();
});

/** What a process leaves that dies in the middle of an upload in parts. */
async function leaveHalf(): Promise<string> {
  const upload = { Bucket: s3.config.buckets.media, Key: randomUUID() };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(upload));
  const part = { ...upload, UploadId, PartNumber: 1, Body: Buffer.alloc(1_000) };
  await client.send(new UploadPartCommand(part));
  return UploadId!;
}

it('ends uploads in parts that somebody left, on however many pages they are told', async () => {
  const left = [await leaveHalf(), await leaveHalf(), await leaveHalf()];
  expect(await storage.removeDrafts(AN_HOUR_AGO)).toBe(0);
  expect(await storage.removeDrafts(IN_AN_HOUR)).toBe(3);
  expect([...listing.ended].sort()).toEqual(left.sort());
});

it('goes on after one that has ended in the meantime', async () => {
  const [first, second] = [await leaveHalf(), await leaveHalf()];
  listing.ended.add(first);
  expect(await storage.removeDrafts(IN_AN_HOUR)).toBe(1);
  expect(listing.ended).toEqual(new Set([first, second]));
});
