import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  type Relation,
} from 'typeorm';
import type { StorageName } from '../config/storage-config.js';
import { IdentityEntity } from '../database/base.entity.js';

export type StoredFileStatus = 'pending' | 'ready' | 'deleted';

/** The record of an object in a storage. Only a `ready` row promises that its bytes are there. */
@Entity()
@Index('ix_stored_file_search', { synchronize: false })
@Check('ck_stored_file_storage', `"storage" IN ('media', 'static', 'finance')`)
@Check('ck_stored_file_status', `"status" IN ('pending', 'ready', 'deleted')`)
@Check('ck_stored_file_size', `"size" >= 0`)
@Check('ck_stored_file_sha256', `"status" <> 'ready' OR "sha256" ~ '^[0-9a-f]{64}$'`)
export class StoredFile extends IdentityEntity {
  @Column({ type: 'text' })
  storage: StorageName;

  /** Name of the object in its storage; never made from what the client sent. */
  @Column({ type: 'uuid', unique: true })
  key: string;

  /** What the uploader called it; shown to people, never used as a path. */
  @Column({ type: 'text' })
  originalName: string;

  /** Bytes; 0 until they have been counted. */
  @Column({ type: 'bigint' })
  size: number;

  /** In lower-case hexadecimal; empty until it is known. */
  @Column({ type: 'text' })
  sha256: string;

  /** As sniffed from the bytes. */
  @Column({ type: 'text' })
  contentType: string;

  @Column({ type: 'text', default: 'pending' })
  @Index({ where: `"status" <> 'ready'` })
  status: StoredFileStatus;

  /** A small picture of this one; the two live and go together. */
  @ManyToOne(() => StoredFile, { onDelete: 'SET NULL', nullable: true })
  @JoinColumn({ name: 'thumbnail_id' })
  thumbnail?: Relation<StoredFile> | null;

  @Column({ type: 'bigint', nullable: true })
  @Index({ unique: true })
  thumbnailId: number | null;

  @ManyToOne('User', { onDelete: 'RESTRICT', nullable: true })
  @JoinColumn({ name: 'owner_id' })
  owner?: object | null;

  @Column({ type: 'bigint', nullable: true })
  @Index()
  ownerId: number | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
