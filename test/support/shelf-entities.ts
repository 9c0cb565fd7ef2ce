import { Check, Column, Entity, JoinColumn, ManyToOne, type Relation, Unique } from 'typeorm';
import { ModelAdmin } from '../../src/admin/model-admin.js';
import { Inline } from '../../src/admin/options/inline-options.js';
import { EditableEntity, IdentityEntity } from '../../src/core/database/base.entity.js';
import { startToyAdmin, type ToyAdmin } from './toy-admin.js';
import { Gadget } from './toy-entities.js';

@Entity('shelf')
export class Shelf extends EditableEntity {
  @Column({ type: 'text', unique: true })
  name: string;
}

/** Stands on a shelf, each name once on it. */
@Entity('jar')
@Unique(['shelfId', 'name'])
@Check('ck_jar_size', `size IN ('small', 'large')`)
export class Jar extends EditableEntity {
  @ManyToOne(() => Shelf, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn()
  shelf?: Relation<Shelf>;

  @Column({ type: 'bigint' })
  shelfId: number;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', default: 'small' })
  size: string;

  @Column({ type: 'integer', nullable: true })
  weight: number | null;

  @ManyToOne(() => Gadget, { nullable: true, onDelete: 'SET NULL' })
  @JoinColumn()
  lid?: Relation<Gadget> | null;

  @Column({ type: 'bigint', nullable: true })
  lidId: number | null;

  @Column({ type: 'text', default: '' })
  secretRecipe: string;
}

/** Keeps its jar from being deleted. */
@Entity('stamp')
export class Stamp extends IdentityEntity {
  @ManyToOne(() => Jar, { nullable: false, onDelete: 'RESTRICT' })
  @JoinColumn()
  jar?: Relation<Jar>;

  @Column({ type: 'bigint' })
  jarId: number;
}

class ShelfAdmin extends ModelAdmin(Shelf, {
  title: 'name',
  inlines: [Inline(Jar, { fields: ['name', 'size', 'weight', 'lid'] })],
}) {}

class JarAdmin extends ModelAdmin(Jar, {
  title: 'name',
  ordering: ['name'],
  fields: { weight: { change: 'superusers' } },
  guard: (jar, staff) => staff.isSuperuser || jar.name !== 'Sealed',
}) {}

/** The shelves' part of the admin's API. */
export const SHELVES = '/admin/api/resources/shelf';

/** The admin over shelves with their jars. */
export function startShelfToy(): Promise<ToyAdmin> {
  const admins = [ShelfAdmin, JarAdmin, Stamp, Gadget];
  return startToyAdmin([{ group: 'Toys', icon: 'Box', admins }], [Shelf, Jar, Stamp]);
}
