import { Check, Column, Entity } from 'typeorm';
import { EditableEntity } from '../../core/database/base.entity.js';

/** A named set of permissions that staff are given together. */
@Entity('group')
@Check('ck_group_name', `length(name) BETWEEN 1 AND 150`)
export class Group extends EditableEntity {
  @Column({ type: 'citext', unique: true })
  name: string;
}
