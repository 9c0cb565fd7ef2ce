import { Check, Column, Entity, Index, JoinColumn, ManyToOne, type Relation, Unique } from 'typeorm';
import { IdentityEntity } from '../../core/database/base.entity.js';
import type { DatePrecision } from './cv-document.js';
import { CvSection } from './cv-section.entity.js';

/** One item of a section, its fields as in `CvEntry`. */
@Entity()
@Index('ix_cv_entry_search', { synchronize: false })
@Unique('uq_cv_entry_position', ['sectionId', 'position'], { deferrable: 'INITIALLY DEFERRED' })
@Check('ck_cv_entry_position', '"position" >= 0')
@Check('ck_cv_entry_start_precision', `"start_precision" IN ('year', 'month', 'day', 'present')`)
@Check('ck_cv_entry_end_precision', `"end_precision" IN ('year', 'month', 'day', 'present')`)
export class CvEntry extends IdentityEntity {
  @ManyToOne(() => CvSection, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'section_id' })
  section?: Relation<CvSection>;

  @Column({ type: 'bigint' })
  sectionId: number;

  @Column({ type: 'integer' })
  position: number;

  @Column({ type: 'text', default: '' })
  title: string;

  @Column({ type: 'text', default: '' })
  organisation: string;

  @Column({ type: 'text', default: '' })
  location: string;

  @Column({ type: 'text', nullable: true })
  startValue: string | null;

  @Column({ type: 'text', nullable: true })
  startPrecision: DatePrecision | null;

  /** Null when the source gives no start at all. */
  @Column({ type: 'text', nullable: true })
  startRaw: string | null;

  @Column({ type: 'text', nullable: true })
  endValue: string | null;

  @Column({ type: 'text', nullable: true })
  endPrecision: DatePrecision | null;

  @Column({ type: 'text', nullable: true })
  endRaw: string | null;

  @Column({ type: 'text', default: '' })
  body: string;

  @Column({ type: 'text', array: true, default: '{}' })
  bullets: string[];

  @Column({ type: 'jsonb', default: {} })
  data: Record<string, unknown>;
}
