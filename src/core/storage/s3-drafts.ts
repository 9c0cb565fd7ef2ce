import { AbortMultipartUploadCommand, ListMultipartUploadsCommand, type S3Client } from '@aws-sdk/client-s3';
import { StorageUnavailableError } from './storage.errors.js';

/**
 * Ends uploads in parts whose process died: nobody sees their parts, but whoever owns the bucket pays for them.
 * @returns how many; 0 from an S3 that cannot list them, which then needs a lifecycle rule.
 */
export async function abortUploads(client: S3Client, bucket: string, before: Date): Promise<number> {
  let aborted = 0;
  try {
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
    for (const { Key, UploadId, Initiated } of Uploads) {
      if (!Initiated || Initiated >= before) continue;
      await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }));
      aborted += 1;
    }
    return aborted;
  } catch (error) {
    if ((error as Error).name === 'NotImplemented') return aborted;
    throw new StorageUnavailableError(error);
  }
}
