import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { EditableEntity, IdentityEntity } from '../../src/core/database/base.entity.js';
import { Secret } from '../../src/core/database/secret.decorator.js';

/** Stands in for the users room's entity, to which core's tables refer by this name. */
@Entity('user')
export class User extends IdentityEntity {
  @Column({ type: 'text', unique: true })
  username: string;

  @Secret()
  @Column({ type: 'text' })
  passwordHash: string;
}

/** A column of every kind the admin knows. */
@Entity('gadget')
@Check('ck_gadget_size', `size IN ('small', 'large')`)
@Check('ck_gadget_stock', `stock >= 0`)
export class Gadget extends EditableEntity {
  @Column({ type: 'text', unique: true })
  name: string;

  @Column({ type: 'text', default: 'small' })
  size: string;

  @Column({ type: 'integer', nullable: true })
  stock: number | null;

  @Column({ type: 'bigint', nullable: true })
  serial: number | string | null;

  @Column({ type: 'numeric', precision: 12, scale: 2, nullable: true })
  price: string | null;

  @Column({ type: 'boolean', default: false })
  active: boolean;

  @Column({ type: 'date', nullable: true })
  madeOn: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  soldAt: Date | null;

  @Column({ type: 'jsonb', nullable: true })
  data: unknown;

  @Column({ type: 'text', array: true, default: [] })
  tags: string[];

  @Column({ type: 'inet', nullable: true })
  address: string | null;

  @Secret()
  @Column({ type: 'text', default: 'api-key-of-the-gadget' })
  apiKey: string;

  @ManyToOne(() => User, { nullable: true, onDelete: 'SET NULL' })
  @JoinColumn()
  owner?: Relation<User> | null;

  @Column({ type: 'bigint', nullable: true })
  ownerId: number | null;
}

/** A key of two columns, and a foreign key that protects its gadget. */
@Entity('part')
export class Part {
  @PrimaryColumn({ type: 'bigint' })
  gadgetId: number;

  @PrimaryColumn({ type: 'text' })
  code: string;

  @ManyToOne(() => Gadget, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn()
  gadget?: Relation<Gadget>;

  @Column({ type: 'text', default: '' })
  note: string;
}
