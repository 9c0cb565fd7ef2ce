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
import { IdentityEntity } from '../../core/database/base.entity.js';
import { CvVersion } from '../document/cv-version.entity.js';
import { Questionnaire } from '../questionnaires/questionnaire.entity.js';

/** How one version of a CV matches one job advert. */
@Entity()
@Check('ck_match_report_score', '"score" BETWEEN 0 AND 100')
export class MatchReport extends IdentityEntity {
  @ManyToOne(() => CvVersion, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'cv_version_id' })
  cvVersion?: Relation<CvVersion>;

  @Column({ type: 'bigint' })
  @Index()
  cvVersionId: number;

  /** Null when the advert came with the request. */
  @ManyToOne(() => Questionnaire, { onDelete: 'SET NULL', nullable: true })
  @JoinColumn({ name: 'questionnaire_id' })
  questionnaire?: Relation<Questionnaire> | null;

  @Column({ type: 'bigint', nullable: true })
  @Index()
  questionnaireId: number | null;

  @Column({ type: 'text' })
  engineVersion: string;

  @Column({ type: 'integer' })
  score: number;

  /** What the score is made of, as `MatchReport.breakdown`. */
  @Column({ type: 'jsonb' })
  breakdown: unknown;

  /** Each keyword of the advert with its status and evidence, as `MatchReport.keywords`. */
  @Column({ type: 'jsonb' })
  keywords: unknown;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;
}
