import { Check, Column, Entity } from 'typeorm';
import { EditableEntity } from '../database/base.entity.js';

/** An address or a network whose requests are refused. */
@Entity()
@Check(
  'ck_ip_block_network',
  `masklen("network") >= 16 OR (family("network") = 4 AND masklen("network") >= 8)`,
)
@Check('ck_ip_block_expires_at', `"expires_at" > "created_at"`)
export class IpBlock extends EditableEntity {
  /** `203.0.113.7/32`, `2001:db8::/32`. A whole /7 is nobody's network, more likely a slip of the finger. */
  @Column({ type: 'cidr', unique: true })
  network: string;

  /** For the operators; whoever is refused is not told. */
  @Column({ type: 'text', default: '' })
  reason: string;

  /** Null is never. */
  @Column({ type: 'timestamptz', nullable: true })
  expiresAt: Date | null;
}
