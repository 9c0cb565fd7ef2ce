import { Check, Column, Entity } from 'typeorm';
import { EditableEntity } from '../database/base.entity.js';

/** Something staff may set while the service runs. What a deployment sets is in the environment instead. */
@Entity()
@Check('ck_setting_key', `"key" ~ '^[a-z][a-z0-9_]*([.][a-z0-9_]+)*$' AND length("key") <= 100`)
export class Setting extends EditableEntity {
  /** As `<room>.<name>`, e.g. `cv.default_language`. */
  @Column({ type: 'text', unique: true })
  key: string;

  @Column({ type: 'jsonb' })
  value: unknown;

  /** What it does, for whoever changes it. */
  @Column({ type: 'text', default: '' })
  description: string;
}
