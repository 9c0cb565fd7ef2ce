import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type { ByteSource } from './storage.js';
import { StorageUnavailableError } from './storage.errors.js';

/** The smallest that S3 takes; with 10,000 parts at most that makes 50 GB an object. */
const PART_BYTES = 5 * 1024 ** 2;

/** Parts on their way at a time: enough to keep a line busy, and little memory. */
const PARTS_AT_ONCE = 2;

/** Where an object goes, and what is told with it. */
export type UploadTarget = Pick<PutObjectCommandInput, 'Bucket' | 'Key' | 'ContentType' | 'CacheControl'>;

/**
 * Writes a stream as one object, at once or in parts. The memory of parts is used again and again: `@aws-sdk/lib-storage`
 * joins the pieces of each part anew, and takes twice as much.
 * @throws StorageUnavailableError when S3 fails, what `bytes` throws when these do; nothing is left behind in either case.
 */
export async function uploadToS3(client: S3Client, target: UploadTarget, bytes: ByteSource): Promise<void> {
  const parts = partsOf(bytes);
  const { value: first = Buffer.alloc(0) } = (await parts.next()) as IteratorResult<Buffer, undefined>;
  if (first.length < PART_BYTES) {
    await ask(client.send(new PutObjectCommand({ ...target, Body: first })));
    return;
  }
  const upload = new Upload(client, target);
  try {
    await upload.begin();
    await upload.add(first);
    for await (const part of parts) await upload.add(part);
    await upload.complete();
  } catch (error) {
    await upload.abort();
    throw error;
  } finally {
    await parts.return(undefined); // closes the source of an upload that did not begin
  }
}

/** An upload in parts. */
class Upload {
  private id: string | undefined;
  private readonly sent: { PartNumber: number; ETag: string | undefined }[] = [];
  private readonly onTheirWay: Promise<void>[] = [];

  constructor(
    private readonly client: S3Client,
    private readonly target: UploadTarget,
  ) {}

  async begin(): Promise<void> {
    ({ UploadId: this.id } = await ask(this.client.send(new CreateMultipartUploadCommand(this.target))));
  }

  /** Sends a part as soon as there is room for it, without waiting for its arrival. */
  async add(part: Buffer): Promise<void> {
    if (this.onTheirWay.length === PARTS_AT_ONCE) await this.onTheirWay.shift();
    const sending = this.send(part, this.sent.push({ PartNumber: this.sent.length + 1, ETag: undefined }));
    sending.catch(() => undefined); // told when its turn comes
    this.onTheirWay.push(sending);
  }

  async complete(): Promise<void> {
    await Promise.all(this.onTheirWay);
    const MultipartUpload = { Parts: this.sent };
    await ask(this.client.send(new CompleteMultipartUploadCommand({ ...this.which(), MultipartUpload })));
  }

  /** Should S3 not hear of it, the sweeper ends the upload later. */
  async abort(): Promise<void> {
    if (!this.id) return;
    await Promise.allSettled(this.onTheirWay);
    await this.client.send(new AbortMultipartUploadCommand(this.which())).catch(() => undefined);
  }

  private async send(part: Buffer, number: number): Promise<void> {
    const command = new UploadPartCommand({ ...this.which(), PartNumber: number, Body: part });
    this.sent[number - 1]!.ETag = (await ask(this.client.send(command))).ETag;
  }

  private which() {
    return { Bucket: this.target.Bucket, Key: this.target.Key, UploadId: this.id };
  }
}

/** The bytes in parts, the last one of any length. A part keeps what it holds until {@link PARTS_AT_ONCE} more were asked for. */
async function* partsOf(bytes: ByteSource): AsyncGenerator<Buffer, undefined> {
  const buffers: Buffer[] = [];
  let turn = 0;
  let filled = 0;
  for await (const chunk of bytes) {
    for (let taken = 0; taken < chunk.length;) {
      const buffer = (buffers[turn] ??= Buffer.allocUnsafeSlow(PART_BYTES));
      const piece = chunk.subarray(taken, taken + PART_BYTES - filled);
      buffer.set(piece, filled);
      taken += piece.length;
      filled += piece.length;
      if (filled < PART_BYTES) continue;
      yield buffer;
      turn = (turn + 1) % (PARTS_AT_ONCE + 1);
      filled = 0;
    }
  }
  if (filled > 0) yield buffers[turn]!.subarray(0, filled);
}

async function ask<Answer>(request: Promise<Answer>): Promise<Answer> {
  try {
    return await request;
  } catch (error) {
    throw new StorageUnavailableError(error);
  }
}
