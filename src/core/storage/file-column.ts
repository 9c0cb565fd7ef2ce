import { Column, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { StorageName } from '../config/storage-config.js';
import { StoredFile } from './stored-file.entity.js';

/** What may be attached by a file column. */
export interface FileRules {
  storage: Exclude<StorageName, 'static'>;
  /** Media types, as they are sniffed from the bytes. */
  accept: readonly string[];
  maxBytes: number;
}

/** What may be attached by an image column; JPEG, PNG and WebP are what an image is. */
export interface ImageRules {
  storage: Exclude<StorageName, 'static'>;
  maxBytes: number;
  /** Width times height: some kilobytes of file can be gigabytes of picture. */
  maxPixels: number;
}

/** A declared column as `Attachments` knows it. */
export type FileColumnRules = FileRules & { maxPixels: number | null };

export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const;

const columns = new Map<object, Map<string, FileColumnRules>>();

/**
 * A relation to a stored file that belongs to this row alone, as Django's FileField; its column is the property's name
 * with `Id`, which the class declares beside it. Nullable, since rows are there before their files; the file cannot go
 * while the row refers to it. `Attachments` sets and clears it.
 *
 * ```ts
 * @FileColumn({ storage: 'media', accept: ['application/pdf'], maxBytes: 5_000_000 })
 * contract?: Relation<StoredFile> | null;
 * contractId: number | null;
 * ```
 */
export function FileColumn(rules: FileRules): PropertyDecorator {
  return (target, property) => declare(target, String(property), { ...rules, maxPixels: null });
}

/** The same for pictures, as Django's ImageField: what is attached loses its EXIF and gets a thumbnail. */
export function ImageColumn(rules: ImageRules): PropertyDecorator {
  return (target, property) => declare(target, String(property), { ...rules, accept: IMAGE_TYPES });
}

/** The rules of a file column. @throws Error when the property is none. */
export function fileColumn(entity: object, property: string): FileColumnRules {
  const found = fileColumnsOf(entity).get(property);
  if (!found) throw new Error(`"${property}" is no @FileColumn or @ImageColumn`);
  return found;
}

/** All file columns of an entity class, those of the classes it extends included. */
export function fileColumnsOf(entity: object): ReadonlyMap<string, FileColumnRules> {
  const found = new Map<string, FileColumnRules>();
  for (let type: object | null = entity; type; type = Object.getPrototypeOf(type) as object | null)
    for (const [property, rules] of columns.get(type) ?? []) found.set(property, rules);
  return found;
}

/** The property that holds the file's id. */
export const idPropertyOf = (property: string): string => `${property}Id`;

function declare(target: object, property: string, rules: FileColumnRules): void {
  const id = idPropertyOf(property);
  ManyToOne(() => StoredFile, { onDelete: 'RESTRICT', nullable: true })(target, property);
  JoinColumn()(target, property);
  Column({ type: 'bigint', nullable: true })(target, id);
  Index({ unique: true })(target, id);
  const known = columns.get(target.constructor) ?? new Map<string, FileColumnRules>();
  columns.set(target.constructor, known.set(property, rules));
}
