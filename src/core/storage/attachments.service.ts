import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import type { FindOptionsWhere } from 'typeorm';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import type { IdentityEntity } from '../database/base.entity.js';
import { Transactions } from '../database/transactions.service.js';
import { InvalidInputError, NotFoundError } from '../http/app-error.js';
import { ByteMeter } from './byte-meter.js';
import { peek, sniffContentType } from './content-type.js';
import {
  fileColumn,
  type FileColumnRules,
  fileColumnsOf,
  idPropertyOf,
  type IMAGE_TYPES,
} from './file-column.js';
import { FilesService } from './files.service.js';
import { asSource, type NewFile } from './new-file.js';
import { ImageError, prepareImage } from './prepare-image.js';
import type { ByteSource } from './storage.js';
import { StoredFile } from './stored-file.entity.js';

/** A file as it came. */
export interface Attachment {
  bytes: Buffer | ByteSource;
  name: string;
  /** Whose the stored file will be. */
  ownerId: number | null;
}

type EntityClass<E> = new () => E;

/** Sets and clears the file columns of entities, by their rules. */
@Injectable()
export class Attachments {
  constructor(
    private readonly transactions: Transactions,
    private readonly files: FilesService,
  ) {}

  /**
   * Stores a file and makes a row refer to it, in place of the file it had, which is given up. When anything fails the
   * row keeps what it had.
   * @throws InvalidInputError naming the property, FileTooLargeError, NotFoundError without such a row, and as `store`.
   */
  async attach<E extends IdentityEntity>(
    entity: EntityClass<E>,
    id: number,
    property: keyof E & string,
    attachment: Attachment,
  ): Promise<StoredFile> {
    const files = await prepare(attachment, property, fileColumn(entity, property));
    return this.files.storeAll(files, async ([file, thumbnail]) => {
      await this.point(entity, id, property, file!.id);
      if (!thumbnail) return file!;
      await this.transactions.repository(StoredFile).update(file!.id, { thumbnailId: thumbnail.id });
      return { ...file!, thumbnailId: thumbnail.id };
    });
  }

  /** Lets a row go of its file, which is given up. @throws NotFoundError without such a row. */
  async detach<E extends IdentityEntity>(
    entity: EntityClass<E>,
    id: number,
    property: keyof E & string,
  ): Promise<void> {
    fileColumn(entity, property);
    await this.transactions.run(() => this.point(entity, id, property, null));
  }

  /** Gives up all files of a row; called in the transaction that deletes it. @throws NotFoundError */
  async detachAll<E extends IdentityEntity>(entity: EntityClass<E>, id: number): Promise<void> {
    await this.transactions.run(async () => {
      for (const property of fileColumnsOf(entity).keys()) await this.point(entity, id, property, null);
    });
  }

  /** The row is locked, so of two at a time the second one gives up what the first one attached. */
  private async point<E extends IdentityEntity>(
    entity: EntityClass<E>,
    id: number,
    property: string,
    fileId: number | null,
  ): Promise<void> {
    const rows = this.transactions.repository(entity);
    const where = { id } as FindOptionsWhere<E>;
    const row = await rows.findOne({ where, lock: { mode: 'pessimistic_write' } });
    if (!row) throw new NotFoundError();
    const column = idPropertyOf(property);
    const old = (row as unknown as Record<string, number | null>)[column];
    await rows.update(where, { [column]: fileId } as unknown as QueryDeepPartialEntity<E>);
    if (old != null) await this.files.delete([old]);
  }
}

/** The files to store: the one that came, and of a picture its thumbnail too. */
async function prepare(
  { bytes, name, ownerId }: Attachment,
  property: string,
  { storage, accept, maxBytes, maxPixels }: FileColumnRules,
): Promise<NewFile[]> {
  const source = await peek(asSource(bytes));
  const contentType = await sniffContentType(source.head);
  const refuse = (message: string) => new InvalidInputError({ [property]: [message] });
  if (!accept.includes(contentType))
    throw refuse(`This is ${contentType}, whatever its name says; what is taken is ${accept.join(', ')}.`);
  const common = { ownerId, storage, originalName: name };
  if (maxPixels === null) return [{ ...common, bytes: source.bytes, contentType, maxBytes }];
  const whole = await buffer(Readable.from(new ByteMeter({ maxBytes }).measure(source.bytes)));
  try {
    const image = await prepareImage(whole, contentType as (typeof IMAGE_TYPES)[number], maxPixels);
    return [
      { ...common, bytes: image.bytes, contentType },
      { ...common, bytes: image.thumbnail, contentType: 'image/webp' },
    ];
  } catch (error) {
    throw error instanceof ImageError ? refuse(error.message) : error;
  }
}
