import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation, Unique } from 'typeorm';
import { IdentityEntity } from '../../core/database/base.entity.js';
import { Group } from './group.entity.js';
import { Permission } from './permission.entity.js';

/** A permission that a group gives to its members. */
@Entity('group_permission')
@Unique(['groupId', 'permissionId'])
export class GroupPermission extends IdentityEntity {
  @Column({ type: 'bigint' })
  groupId: number;

  @ManyToOne(() => Group, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn()
  group: Relation<Group>;

  @Index()
  @Column({ type: 'bigint' })
  permissionId: number;

  @ManyToOne(() => Permission, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn()
  permission: Relation<Permission>;
}
