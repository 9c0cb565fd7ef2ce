import { Check, Column, Entity, Index, JoinColumn, ManyToOne, type Relation, Unique } from 'typeorm';
import { IdentityEntity } from '../../core/database/base.entity.js';
import { SECTION_KINDS, type SectionKind } from './cv-document.js';
import { Cv } from './cv.entity.js';

/** A section of the current version. Deferrable positions, so that reordering is one update. */
@Entity()
@Index('ix_cv_section_search', { synchronize: false })
@Unique('uq_cv_section_position', ['cvId', 'position'], { deferrable: 'INITIALLY DEFERRED' })
@Check('ck_cv_section_kind', `"kind" IN (${SECTION_KINDS.map((kind) => `'${kind}'`).join(', ')})`)
@Check('ck_cv_section_position', '"position" >= 0')
export class CvSection extends IdentityEntity {
  @ManyToOne(() => Cv, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'cv_id' })
  cv?: Relation<Cv>;

  @Column({ type: 'bigint' })
  cvId: number;

  @Column({ type: 'integer' })
  position: number;

  @Column({ type: 'text' })
  kind: SectionKind;

  /** The heading as found. */
  @Column({ type: 'text', default: '' })
  title: string;
}
