import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { Secret } from '../../core/database/secret.decorator.js';

/** Someone logged in to the admin. The browser holds the token, this row only its hash. */
@Entity()
export class AdminSession {
  /** SHA-256 of the token, in hexadecimal. */
  @PrimaryColumn({ type: 'text' })
  id: string;

  @ManyToOne('User', { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'user_id' })
  user?: object;

  @Column({ type: 'bigint' })
  @Index()
  userId: number;

  /** What every write must repeat. */
  @Column({ type: 'text' })
  @Secret()
  csrfToken: string;

  @Column({ type: 'inet', nullable: true })
  ip: string | null;

  @Column({ type: 'text', nullable: true })
  userAgent: string | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @Column({ type: 'timestamptz' })
  lastSeenAt: Date;

  @Column({ type: 'timestamptz' })
  @Index()
  expiresAt: Date;
}
