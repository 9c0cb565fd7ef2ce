import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  JoinColumn,
  ManyToOne,
  type Relation,
  Unique,
} from 'typeorm';
import { IdentityEntity } from '../../core/database/base.entity.js';
import type { CvDocument } from './cv-document.js';
import { Cv } from './cv.entity.js';

export const VERSION_ORIGINS = ['upload', 'import', 'edit', 'improve', 'restore'] as const;
export type VersionOrigin = (typeof VERSION_ORIGINS)[number];

/** The whole document as it was at one moment; never changed afterwards. */
@Entity()
@Unique(['cvId', 'number'])
@Check('ck_cv_version_origin', `"origin" IN (${VERSION_ORIGINS.map((origin) => `'${origin}'`).join(', ')})`)
@Check('ck_cv_version_number', '"number" >= 1')
export class CvVersion extends IdentityEntity {
  @ManyToOne(() => Cv, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'cv_id' })
  cv?: Relation<Cv>;

  @Column({ type: 'bigint' })
  cvId: number;

  @Column({ type: 'integer' })
  number: number;

  @Column({ type: 'text' })
  origin: VersionOrigin;

  @Column({ type: 'jsonb' })
  document: CvDocument;

  @Column({ type: 'text', nullable: true })
  parserVersion: string | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
