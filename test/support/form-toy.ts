import { Injectable } from '@nestjs/common';
import {
  Check,
  Column,
  Entity,
  JoinColumn,
  JoinTable,
  ManyToMany,
  ManyToOne,
  type Relation,
  Unique,
} from 'typeorm';
import { ModelAdmin } from '../../src/admin/model-admin.js';
import { RowSaver } from '../../src/admin/options/row-saver.js';
import { EditableEntity, IdentityEntity } from '../../src/core/database/base.entity.js';
import { Transactions } from '../../src/core/database/transactions.service.js';
import { ForbiddenError, InvalidInputError } from '../../src/core/http/app-error.js';
import { startToyAdmin, type ToyAdmin } from './toy-admin.js';
import { Gadget, Part, User } from './toy-entities.js';

@Entity('tag')
export class Tag extends IdentityEntity {
  @Column({ type: 'text' })
  name: string;
}

/** A column of every kind that forms know, and relations of every kind. */
@Entity('sheet')
@Check('ck_sheet_title', `length(title) BETWEEN 1 AND 40`)
@Check('ck_sheet_size', `size IN ('small', 'large')`)
@Check('ck_sheet_count', `count BETWEEN 0 AND 99`)
@Check('ck_sheet_wall', `wall IS NULL OR opens IS NOT NULL`)
export class Sheet extends EditableEntity {
  @Column({ type: 'text', unique: true })
  title: string;

  @Column({ type: 'text', default: '', comment: 'Told to nobody else.' })
  description: string;

  @Column({ type: 'text', default: 'small' })
  size: string;

  @Column({ type: 'integer', default: 7 })
  count: number;

  @Column({ type: 'bigint', nullable: true })
  big: string | number | null;

  @Column({ type: 'numeric', precision: 8, scale: 2, nullable: true })
  price: string | null;

  @Column({ type: 'boolean', nullable: true })
  flag: boolean | null;

  @Column({ type: 'boolean', default: false })
  active: boolean;

  @Column({ type: 'date', nullable: true })
  day: string | null;

  @Column({ type: 'time', nullable: true })
  opens: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  at: Date | null;

  @Column({ type: 'timestamp', nullable: true })
  wall: Date | null;

  @Column({ type: 'jsonb', nullable: true })
  data: unknown;

  @Column({ type: 'integer', array: true, default: [] })
  marks: number[];

  @Column({ type: 'cidr', nullable: true })
  net: string | null;

  @Column({ type: 'varchar', length: 5, nullable: true })
  code: string | null;

  @ManyToOne(() => Gadget, { nullable: true, onDelete: 'SET NULL' })
  @JoinColumn()
  gadget?: Relation<Gadget> | null;

  @Column({ type: 'bigint', nullable: true })
  gadgetId: number | null;

  @ManyToMany(() => Tag)
  @JoinTable({ name: 'sheet_tags', joinColumn: { name: 'sheet_id' }, inverseJoinColumn: { name: 'tag_id' } })
  tags?: Tag[];
}

/** A person who likes a sheet: pairs that are an entity of their own. */
@Entity('sheet_fan')
@Unique(['sheetId', 'userId'])
export class SheetFan extends IdentityEntity {
  @Column({ type: 'bigint' })
  sheetId: number;

  @ManyToOne(() => Sheet, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn()
  sheet?: Relation<Sheet>;

  @Column({ type: 'bigint' })
  userId: number;

  @ManyToOne(() => User, { nullable: false, onDelete: 'CASCADE' })
  @JoinColumn()
  user?: Relation<User>;
}

/** A row that its owner saves. */
@Entity('order')
export class Order extends EditableEntity {
  @Column({ type: 'text' })
  number: string;

  @Column({ type: 'text', default: '' })
  note: string;
}

/** What an owner's service may do: put values right, refuse a field, refuse as a whole. */
@Injectable()
export class OrderSaver extends RowSaver<Order> {
  constructor(private readonly transactions: Transactions) {
    super();
  }

  create(values: Partial<Order>): Promise<Order> {
    return this.transactions.insert(Order, this.checked(values));
  }

  async update(row: Order, changes: Partial<Order>): Promise<void> {
    await this.transactions.repository(Order).update({ id: row.id }, this.checked(changes));
  }

  private checked(values: Partial<Order>): Partial<Order> {
    if (values.number === 'taken') throw new InvalidInputError({ number: ['The owner says no.'] });
    if (values.note === 'forbidden') throw new ForbiddenError('The owner forbids it.');
    return { ...values, ...(values.number && { number: values.number.toUpperCase() }) };
  }
}

class OrderAdmin extends ModelAdmin(Order, { title: 'number', save: OrderSaver }) {}

class TagAdmin extends ModelAdmin(Tag, { search: ['name'], ordering: ['name'] }) {}

class SheetFanAdmin extends ModelAdmin(SheetFan, { superusersOnly: true }) {}

class SheetAdmin extends ModelAdmin(Sheet, {
  title: 'title',
  labels: { big: 'A big number' },
  help: { day: 'The day it happened.', gadget: 'What it is about.' },
  readonly: ['createdAt'],
  links: { fans: SheetFan },
  fieldsets: [
    { fields: ['title', 'description', 'size', 'gadget'], links: ['tags', 'fans'] },
    { title: 'Numbers', tab: 'Values', fields: ['count', 'big', 'price', 'marks'] },
    { title: 'Times', tab: 'Values', help: 'By your own clock.', fields: ['day', 'opens', 'at', 'wall'] },
    { title: 'Rest', tab: 'More', fields: ['flag', 'active', 'code', 'net'] },
    { title: 'Raw', tab: 'More', collapsed: true, fields: ['data', 'createdAt'] },
  ],
}) {}

/** The sheets' part of the admin's API. */
export const SHEETS = '/admin/api/resources/sheet';

/** The admin over sheets and what they refer to. */
export function startFormToy(): Promise<ToyAdmin> {
  return startToyAdmin(
    [
      { group: 'Toys', icon: 'Box', admins: [SheetAdmin, TagAdmin, SheetFanAdmin, OrderAdmin, Gadget, Part] },
      { group: 'Users', icon: 'Users', admins: [User] },
    ],
    [Sheet, Tag, SheetFan, Order],
    [OrderSaver],
  );
}
