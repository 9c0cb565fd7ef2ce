import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { IdentityEntity } from '../../src/core/database/base.entity.js';

/** Racks hang on racks. */
@Entity('rack')
export class Rack extends IdentityEntity {
  @Column({ type: 'text' })
  name: string;

  @ManyToOne(() => Rack, { nullable: true, onDelete: 'CASCADE' })
  @JoinColumn()
  parent?: Relation<Rack> | null;

  @Column({ type: 'bigint', nullable: true })
  parentId: number | null;
}

/** Goes with its rack. */
@Entity('crate')
export class Crate extends IdentityEntity {
  @Column({ type: 'text' })
  name: string;

  @ManyToOne(() => Rack, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn()
  rack?: Relation<Rack>;

  @Column({ type: 'bigint' })
  rackId: number;

  @Column({ type: 'bigint', nullable: true })
  ownerId: number | null;
}

/** Goes with its crate; the rack it was first on is only remembered. */
@Entity('item')
export class Item extends IdentityEntity {
  @Column({ type: 'text' })
  name: string;

  @ManyToOne(() => Crate, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn()
  crate?: Relation<Crate>;

  @Column({ type: 'bigint' })
  crateId: number;

  @ManyToOne(() => Rack, { nullable: true, onDelete: 'SET NULL' })
  @JoinColumn()
  firstRack?: Relation<Rack> | null;

  @Column({ type: 'bigint', nullable: true })
  firstRackId: number | null;
}

/** A part of its item. */
@Entity('item_tag')
export class ItemTag {
  @PrimaryColumn({ type: 'bigint' })
  itemId: number;

  @PrimaryColumn({ type: 'text' })
  label: string;

  @ManyToOne(() => Item, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn()
  item?: Relation<Item>;
}

/** Keeps its item from being deleted. */
@Entity('seal')
export class Seal extends IdentityEntity {
  @ManyToOne(() => Item, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn()
  item?: Relation<Item>;

  @Column({ type: 'bigint' })
  itemId: number;

  @Column({ type: 'text', default: 'Wax seal' })
  name: string;
}
