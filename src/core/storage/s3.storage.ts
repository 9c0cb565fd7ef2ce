import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';
import { abortUploads } from './s3-drafts.js';
import { uploadToS3 } from './s3-upload.js';
import { assertStorageKey, isStorageKey } from './storage-key.js';
import {
  type ByteRange,
  type ByteSource,
  type ObjectHeaders,
  type ObjectInfo,
  type OpenObject,
  Storage,
} from './storage.js';
import {
  StorageObjectExistsError,
  StorageObjectMissingError,
  StorageUnavailableError,
} from './storage.errors.js';

/** One bucket of an S3, which must hold nothing else. */
export class S3Storage extends Storage {
  constructor(
    private readonly client: S3Client,
    readonly bucket: string,
  ) {
    super();
  }

  override async put(key: string, bytes: ByteSource, headers: ObjectHeaders): Promise<void> {
    // Not every S3 knows If-None-Match; a key is a UUID or names its content, so nobody races for one.
    if (await this.stat(key)) throw new StorageObjectExistsError(key);
    await this.replace(key, bytes, headers);
  }

  override async replace(
    key: string,
    bytes: ByteSource,
    { contentType, cacheControl }: ObjectHeaders,
  ): Promise<void> {
    assertStorageKey(key);
    await uploadToS3(
      this.client,
      { ...this.at(key), ContentType: contentType, CacheControl: cacheControl },
      bytes,
    );
  }

  override async get(key: string, range?: ByteRange): Promise<OpenObject> {
    assertStorageKey(key);
    const Range = range && `bytes=${range.first}-${range.last}`;
    const answer = await this.unlessMissing(
      this.client.send(new GetObjectCommand({ ...this.at(key), Range })),
    );
    if (!answer) throw new StorageObjectMissingError(key);
    return { stream: answer.Body as Readable, size: sizeOf(answer) };
  }

  override async stat(key: string): Promise<ObjectInfo | null> {
    assertStorageKey(key);
    const found = await this.unlessMissing(this.client.send(new HeadObjectCommand(this.at(key))));
    return found && { key, size: found.ContentLength ?? 0, modifiedAt: found.LastModified ?? new Date(0) };
  }

  override async *list(): AsyncGenerator<ObjectInfo> {
    const pages = paginateListObjectsV2({ client: this.client }, { Bucket: this.bucket });
    try {
      for await (const { Contents = [] } of pages) {
        for (const { Key: key = '', Size: size = 0, LastModified: modifiedAt = new Date(0) } of Contents)
          if (isStorageKey(key)) yield { key, size, modifiedAt };
      }
    } catch (error) {
      throw new StorageUnavailableError(error);
    }
  }

  override async delete(key: string): Promise<void> {
    assertStorageKey(key);
    await this.unlessMissing(this.client.send(new DeleteObjectCommand(this.at(key))));
  }

  override removeDrafts(before: Date): Promise<number> {
    return abortUploads(this.client, this.bucket, before);
  }

  private at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.bucket, Key: key };
  }

  /** A bucket that is missing is no missing object: nothing can be kept in it, and nothing was lost. */
  private async unlessMissing<Answer>(request: Promise<Answer>): Promise<Answer | null> {
    try {
      return await request;
    } catch (error) {
      if (['NoSuchKey', 'NotFound'].includes((error as Error).name)) return null;
      throw new StorageUnavailableError(error);
    }
  }
}

/** Of a part, `Content-Range` tells the size of the whole. */
function sizeOf({ ContentRange, ContentLength = 0 }: GetObjectCommandOutput): number {
  return Number(ContentRange?.split('/')[1] ?? ContentLength);
}
