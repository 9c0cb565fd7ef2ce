import { Check, Column, CreateDateColumn, Entity, Index, Unique } from 'typeorm';
import { IdentityEntity } from '../database/base.entity.js';

/** `kept`: there is no SMTP server to give it to. */
export type EmailStatus = 'pending' | 'sent' | 'failed' | 'kept';

/** A mail to one person, as it was or will be sent. At most one per template and dedupe key. */
@Entity()
@Check('ck_email_message_status', `"status" IN ('pending', 'sent', 'failed', 'kept')`)
@Check('ck_email_message_attempts', `"attempts" >= 0`)
@Check('ck_email_message_due_at', `("status" = 'pending') = ("due_at" IS NOT NULL)`)
@Check('ck_email_message_sent_at', `"status" <> 'sent' OR "sent_at" IS NOT NULL`)
@Check('ck_email_message_html', `("text" IS NULL) = ("html" IS NULL)`)
@Check('ck_email_message_text', `"status" <> 'pending' OR "text" IS NOT NULL`)
@Unique('uq_email_message_dedupe_key', ['template', 'dedupeKey'])
@Index('ix_email_message_search', { synchronize: false })
export class EmailMessage extends IdentityEntity {
  /** One address, without a name. */
  @Column({ type: 'text' })
  recipient: string;

  /** `name` of the template. */
  @Column({ type: 'text' })
  template: string;

  /** The sender's word for what the mail is about; there is one mail per template and key. */
  @Column({ type: 'text' })
  dedupeKey: string;

  @Column({ type: 'text' })
  subject: string;

  /** Null once it was erased. */
  @Column({ type: 'text', nullable: true })
  text: string | null;

  /** Null once it was erased. */
  @Column({ type: 'text', nullable: true })
  html: string | null;

  @Column({ type: 'text', default: 'pending' })
  status: EmailStatus;

  @Column({ type: 'integer', default: 0 })
  attempts: number;

  /** When it may be tried next; null when it will not be. */
  @Column({ type: 'timestamptz', nullable: true })
  @Index({ where: `"status" = 'pending'` })
  dueAt: Date | null;

  /** The same however often it is tried, so that a receiver can tell a repetition. */
  @Column({ type: 'text', unique: true })
  messageId: string;

  /** What the SMTP server last said against it. */
  @Column({ type: 'text', nullable: true })
  error: string | null;

  /** The request that caused it. */
  @Column({ type: 'text', nullable: true })
  requestId: string | null;

  @CreateDateColumn({ type: 'timestamptz' })
  @Index()
  createdAt: Date;

  /** When an SMTP server accepted it. */
  @Column({ type: 'timestamptz', nullable: true })
  sentAt: Date | null;
}
