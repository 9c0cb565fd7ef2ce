import { Check, Column, CreateDateColumn, Entity, Index, JoinColumn, ManyToOne, Unique } from 'typeorm';
import { IdentityEntity } from '../../database/base.entity.js';

/** A request that must not take effect twice: claimed while it runs, kept with its answer for a day. */
@Entity()
@Unique(['userId', 'route', 'key'])
@Check('ck_idempotency_key_status', '"status" BETWEEN 200 AND 299')
export class IdempotencyKey extends IdentityEntity {
  @ManyToOne('User', { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'user_id' })
  user?: object;

  @Column({ type: 'bigint' })
  userId: number;

  /** Method and pattern of the address, as in the OpenAPI document. */
  @Column({ type: 'text' })
  route: string;

  /** As the client sent it. */
  @Column({ type: 'text' })
  key: string;

  /** SHA-256 of the address and of what was sent, an uploaded file included. */
  @Column({ type: 'text' })
  fingerprint: string;

  /** Whose claim it is: a run that was taken for dead and is not must find that it lost it. */
  @Column({ type: 'uuid', unique: true })
  token: string;

  /** Status of the answer; null while the request runs. */
  @Column({ type: 'smallint', nullable: true })
  status: number | null;

  /** Headers of the answer that belong to it. */
  @Column({ type: 'jsonb', nullable: true })
  headers: Record<string, string> | null;

  /** Body of the answer; `json`, which unlike `jsonb` keeps it as it was written. */
  @Column({ type: 'json', nullable: true })
  body: unknown;

  @CreateDateColumn({ type: 'timestamptz' })
  @Index()
  createdAt: Date;
}
