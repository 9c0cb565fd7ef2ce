import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation, Unique } from 'typeorm';
import { IdentityEntity } from '../../core/database/base.entity.js';
import { User } from '../user.entity.js';
import { Permission } from './permission.entity.js';

/** A permission given to one person directly. */
@Entity('user_permission')
@Unique(['userId', 'permissionId'])
export class UserPermission extends IdentityEntity {
  @Column({ type: 'bigint' })
  userId: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn()
  user: Relation<User>;

  @Index()
  @Column({ type: 'bigint' })
  permissionId: number;

  @ManyToOne(() => Permission, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn()
  permission: Relation<Permission>;
}
