import {
  AbortMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  type MultipartUpload,
  type S3Client,
} from '@aws-sdk/client-s3';
import { StorageUnavailableError } from './storage.errors.js';

/**
 * Ends uploads in parts whose process died: nobody sees their parts, but whoever owns the bucket pays for them.
 * @returns how many; 0 from an S3 that cannot list them, which then needs a lifecycle rule.
 */
export async function abortUploads(client: S3Client, bucket: string, before: Date): Promise<number> {
  let aborted = 0;
  try {
    for await (const { Key, UploadId, Initiated } of uploadsOf(client, bucket)) {
      if (!Initiated || Initiated >= before) continue;
      if (await abort(client, { Bucket: bucket, Key, UploadId })) aborted += 1;
    }
    return aborted;
  } catch (error) {
    if ((error as Error).name === 'NotImplemented') return aborted;
    throw new StorageUnavailableError(error);
  }
}

/** All of them, however many an S3 tells at a time; Amazon's client has no paginator for this call. */
async function* uploadsOf(client: S3Client, bucket: string): AsyncGenerator<MultipartUpload> {
  let page: ListMultipartUploadsCommandOutput | undefined;
  do {
    const after = { KeyMarker: page?.NextKeyMarker, UploadIdMarker: page?.NextUploadIdMarker };
    page = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket, ...after }));
    yield* page.Uploads ?? [];
  } while (page.IsTruncated);
}

/** @returns false when it has ended in the meantime. */
async function abort(
  client: S3Client,
  upload: { Bucket: string; Key: string | undefined; UploadId: string | undefined },
): Promise<boolean> {
  try {
    await client.send(new AbortMultipartUploadCommand(upload));
    return true;
  } catch (error) {
    if ((error as Error).name === 'NoSuchUpload') return false;
    throw error;
  }
}
