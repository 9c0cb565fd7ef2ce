import { Check, Column, CreateDateColumn, Entity, Index, UpdateDateColumn, VersionColumn } from 'typeorm';
import { IdentityEntity } from '../core/database/base.entity.js';
import { Secret } from '../core/database/secret.decorator.js';

/** A person with an account. Names and addresses compare without regard to case (`citext`). */
@Entity('user')
@Check('ck_user_username', `username ~ '^[A-Za-z0-9_.@+-]+$' AND length(username) BETWEEN 1 AND 150`)
@Check('ck_user_email', `email ~ '^[^@[:space:]]+@[^@[:space:]]+$' AND length(email) <= 254`)
@Check('ck_user_names', `length(first_name) <= 150 AND length(last_name) <= 150`)
@Check('ck_user_date_of_birth', `date_of_birth >= '1900-01-01'`)
@Index('ix_user_search', { synchronize: false })
export class User extends IdentityEntity {
  @Column({ type: 'citext', unique: true })
  username: string;

  @Column({ type: 'citext', unique: true })
  email: string;

  /** Argon2id in PHC notation; null is an account without a password, which no password opens. */
  @Secret()
  @Column({ type: 'text', nullable: true, select: false })
  passwordHash: string | null;

  @Column({ type: 'text', default: '' })
  firstName: string;

  @Column({ type: 'text', default: '' })
  lastName: string;

  /** A calendar date, `YYYY-MM-DD`. */
  @Column({ type: 'date', nullable: true })
  dateOfBirth: string | null;

  /** False ends every way in; the rows stay. */
  @Column({ type: 'boolean', default: true })
  isActive: boolean;

  /** May enter the admin site, and see there what the permissions allow. */
  @Column({ type: 'boolean', default: false })
  isStaff: boolean;

  /** Has every permission. */
  @Column({ type: 'boolean', default: false })
  isSuperuser: boolean;

  @Column({ type: 'timestamptz', nullable: true })
  emailVerifiedAt: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  lastLogin: Date | null;

  @CreateDateColumn({ type: 'timestamptz' })
  dateJoined: Date;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt: Date;

  @VersionColumn({ default: 1 })
  version: number;
}
