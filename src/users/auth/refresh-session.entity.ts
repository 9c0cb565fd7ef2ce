import { Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { IdentityEntity } from '../../core/database/base.entity.js';
import { Secret } from '../../core/database/secret.decorator.js';
import { User } from '../user.entity.js';

/** One refresh token. A login starts a family; each refresh adds the next token to it and retires the last one. */
@Entity('refresh_session')
@Index('ix_refresh_session_search', { synchronize: false })
export class RefreshSession extends IdentityEntity {
  @Index()
  @Column({ type: 'bigint' })
  userId: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn()
  user: Relation<User>;

  @Index()
  @Column({ type: 'uuid' })
  family: string;

  /** SHA-256 of the token in hexadecimal; the token itself is known to its client only. */
  @Secret()
  @Column({ type: 'char', length: 64, unique: true, select: false })
  tokenHash: string;

  /** The token that took this one's place; null while this is the newest. */
  @Index()
  @Column({ type: 'bigint', nullable: true })
  rotatedToId: number | null;

  @ManyToOne(() => RefreshSession, { nullable: true, onDelete: 'SET NULL' })
  @JoinColumn()
  rotatedTo: Relation<RefreshSession> | null;

  @Column({ type: 'timestamptz', nullable: true })
  rotatedAt: Date | null;

  @Column({ type: 'text', default: '' })
  userAgent: string;

  @Column({ type: 'inet', nullable: true })
  ip: string | null;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @Index()
  @Column({ type: 'timestamptz' })
  expiresAt: Date;

  /** A revoked token ends its whole family. */
  @Column({ type: 'timestamptz', nullable: true })
  revokedAt: Date | null;
}
