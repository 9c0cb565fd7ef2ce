import { Check, Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { EditableEntity } from '../core/database/base.entity.js';
import { User } from '../users/user.entity.js';

/** {{AOne}} of a person. */
@Entity()
@Check('ck_{{table}}_name', 'char_length("name") BETWEEN 1 AND 200')
@Check('ck_{{table}}_description', 'char_length("description") <= 5000')
@Index(['userId', 'createdAt', 'id'])
@Index('ix_{{table}}_search', { synchronize: false })
export class {{Entity}} extends EditableEntity {
  @ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'user_id' })
  user?: Relation<User>;

  @Column({ type: 'bigint' })
  userId: number;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', default: '' })
  description: string;
}
