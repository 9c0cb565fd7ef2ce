import { Check, Column, Entity } from 'typeorm';
import { IdentityEntity } from '../../core/database/base.entity.js';

/** Something staff may do, as `<room>.<action>_<table>`: `cv.view_cv`. */
@Entity('permission')
@Check('ck_permission_codename', `codename ~ '^[a-z_]+[.][a-z0-9_]+$'`)
export class Permission extends IdentityEntity {
  @Column({ type: 'text', unique: true })
  codename: string;

  /** What a person reads: "Can view CV". */
  @Column({ type: 'text' })
  name: string;
}
