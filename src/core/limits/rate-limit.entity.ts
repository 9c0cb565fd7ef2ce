import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * What has been counted for a limit in its current window. The columns and their order are those that
 * `RateLimiterPostgres` of rate-limiter-flexible reads and writes.
 */
@Entity()
export class RateLimit {
  /** What is counted and for whom: `address:203.0.113.7`, `hour:42`. Names of accounts are hashed. */
  @PrimaryColumn({ type: 'text' })
  key: string;

  @Column({ type: 'integer' })
  points: number;

  /** When the window ends, in milliseconds since 1970. */
  @Column({ type: 'bigint', nullable: true })
  expire: number | null;
}
