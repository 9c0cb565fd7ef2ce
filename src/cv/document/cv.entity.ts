import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { EditableEntity } from '../../core/database/base.entity.js';
import { StoredFile } from '../../core/storage/stored-file.entity.js';
import { User } from '../../users/user.entity.js';

/** A person's CV: its sections and entries are the current state, its versions the history. */
@Entity()
@Index('ix_cv_search', { synchronize: false })
export class Cv extends EditableEntity {
  @ManyToOne(() => User, { onDelete: 'CASCADE', nullable: false })
  @JoinColumn({ name: 'owner_id' })
  owner?: Relation<User>;

  @Column({ type: 'bigint' })
  @Index()
  ownerId: number;

  @Column({ type: 'text' })
  title: string;

  /** BCP 47. */
  @Column({ type: 'text' })
  language: string;

  /** The upload it was made from. */
  @ManyToOne(() => StoredFile, { onDelete: 'SET NULL', nullable: true })
  @JoinColumn({ name: 'source_file_id' })
  sourceFile?: Relation<StoredFile> | null;

  @Column({ type: 'bigint', nullable: true })
  @Index()
  sourceFileId: number | null;

  /** `number` of the version that sections and entries show. */
  @Column({ type: 'integer', default: 1 })
  currentVersion: number;
}
