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
import { StoredFile } from '../../core/storage/stored-file.entity.js';
import { CvVersion } from '../document/cv-version.entity.js';
import { Questionnaire } from '../questionnaires/questionnaire.entity.js';

export const AI_RESPONSE_STATUSES = ['pending', 'running', 'done', 'failed'] as const;
export type AiResponseStatus = (typeof AI_RESPONSE_STATUSES)[number];

/** The states a response can still leave. */
export const UNFINISHED: AiResponseStatus[] = ['pending', 'running'];

/** One request to improve a CV, and what came of it. Ends as `done` or `failed`, once. */
@Entity()
@Check(
  'ck_ai_response_status',
  `"status" IN (${AI_RESPONSE_STATUSES.map((status) => `'${status}'`).join(', ')})`,
)
@Check('ck_ai_response_text', 'char_length("response_text") <= 20000')
@Index(['questionnaireId', 'createdAt'])
export class AiResponse extends IdentityEntity {
  @ManyToOne(() => Questionnaire, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'questionnaire_id' })
  questionnaire?: Relation<Questionnaire>;

  @Column({ type: 'bigint' })
  questionnaireId: number;

  @Column({ type: 'text' })
  prompt: string;

  @Column({ type: 'text', default: 'pending' })
  @Index({ where: `"status" IN ('pending', 'running')` })
  status: AiResponseStatus;

  /** Who improved it: `local` or a model's name at its provider. */
  @Column({ type: 'text' })
  provider: string;

  @Column({ type: 'text', nullable: true })
  model: string | null;

  @Column({ type: 'text', nullable: true })
  engineVersion: string | null;

  /** Markdown. */
  @Column({ type: 'text', default: '' })
  responseText: string;

  /** Why it failed, in words the person may read. */
  @Column({ type: 'text', nullable: true })
  error: string | null;

  /** The version of the CV that came out; null without a resume. */
  @ManyToOne(() => CvVersion, { onDelete: 'SET NULL', nullable: true })
  @JoinColumn({ name: 'result_version_id' })
  resultVersion?: Relation<CvVersion> | null;

  @Column({ type: 'bigint', nullable: true })
  @Index()
  resultVersionId: number | null;

  /** The PDF last generated from it. */
  @ManyToOne(() => StoredFile, { onDelete: 'SET NULL', nullable: true })
  @JoinColumn({ name: 'pdf_id' })
  pdf?: Relation<StoredFile> | null;

  @Column({ type: 'bigint', nullable: true })
  @Index()
  pdfId: number | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @Column({ type: 'timestamptz', nullable: true })
  finishedAt: Date | null;
}
