import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation, Unique } from 'typeorm';
import { IdentityEntity } from '../../core/database/base.entity.js';
import { User } from '../user.entity.js';
import { Group } from './group.entity.js';

/** A person's membership in a group. */
@Entity('user_group')
@Unique(['userId', 'groupId'])
export class UserGroup extends IdentityEntity {
  @Column({ type: 'bigint' })
  userId: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn()
  user: Relation<User>;

  @Index()
  @Column({ type: 'bigint' })
  groupId: number;

  @ManyToOne(() => Group, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn()
  group: Relation<Group>;
}
