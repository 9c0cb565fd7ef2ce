import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  type Relation,
  VersionColumn,
} from 'typeorm';
import { IdentityEntity } from '../../core/database/base.entity.js';
import { StoredFile } from '../../core/storage/stored-file.entity.js';
import { User } from '../../users/user.entity.js';
import { Cv } from '../document/cv.entity.js';

export const EXPERIENCE_LEVELS = ['0-2', '3-5', '6+'] as const;
export const COMPANY_SIZES = ['startup', 'small', 'medium', 'enterprise'] as const;
export const APPLICATION_TIMELINES = ['immediate', '1-3 months', '3-6 months', '6+ months'] as const;

const oneOf = (column: string, values: readonly string[]): string =>
  `"${column}" IN (${values.map((value) => `'${value}'`).join(', ')})`;

/** Which job a person wants, and the CV they would apply with. */
@Entity()
@Index('ix_questionnaire_search', { synchronize: false })
@Check('ck_questionnaire_experience_level', oneOf('experience_level', EXPERIENCE_LEVELS))
@Check('ck_questionnaire_company_size', oneOf('company_size', COMPANY_SIZES))
@Check('ck_questionnaire_application_timeline', oneOf('application_timeline', APPLICATION_TIMELINES))
@Check('ck_questionnaire_job_description', 'char_length("job_description") <= 5000')
@Index(['userId', 'submittedAt', 'id'])
export class Questionnaire extends IdentityEntity {
  @ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'user_id' })
  user?: Relation<User>;

  @Column({ type: 'bigint' })
  userId: number;

  @Column({ type: 'text' })
  position: string;

  @Column({ type: 'text', default: '' })
  industry: string;

  @Column({ type: 'text', nullable: true })
  experienceLevel: (typeof EXPERIENCE_LEVELS)[number] | null;

  @Column({ type: 'text', nullable: true })
  companySize: (typeof COMPANY_SIZES)[number] | null;

  @Column({ type: 'text', default: '' })
  location: string;

  @Column({ type: 'text', nullable: true })
  applicationTimeline: (typeof APPLICATION_TIMELINES)[number] | null;

  @Column({ type: 'text', default: '' })
  jobDescription: string;

  /** The uploaded file. */
  @ManyToOne(() => StoredFile, { onDelete: 'SET NULL', nullable: true })
  @JoinColumn({ name: 'resume_id' })
  resume?: Relation<StoredFile> | null;

  @Column({ type: 'bigint', nullable: true })
  @Index()
  resumeId: number | null;

  /** The document made from the file. */
  @ManyToOne(() => Cv, { onDelete: 'SET NULL', nullable: true })
  @JoinColumn({ name: 'cv_id' })
  cv?: Relation<Cv> | null;

  @Column({ type: 'bigint', nullable: true })
  @Index()
  cvId: number | null;

  @CreateDateColumn({ type: 'timestamptz' })
  submittedAt: Date;

  @VersionColumn({ default: 1 })
  version: number;
}
