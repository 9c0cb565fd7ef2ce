import { BaseProperty, type PropertyType } from 'adminjs';
import type { EntityField } from '../entities/entity-field.js';

/**
 * A field in AdminJS's terms. Numbers, dates without a time and JSON are text to AdminJS: its own types for them
 * round, shift across time zones or lose structure.
 */
export class EntityProperty extends BaseProperty {
  constructor(
    private readonly field: EntityField,
    position: number,
    private readonly asTitle: boolean,
  ) {
    super({ path: field.name, isId: field.isKey, position });
  }

  override type(): PropertyType {
    if (this.field.references) return 'reference';
    if (this.field.kind === 'boolean') return 'boolean';
    if (this.field.kind === 'instant') return 'datetime';
    const isProse = this.field.kind === 'json' || (this.field.kind === 'longText' && !this.field.choices);
    return isProse && !this.field.isArray ? 'textarea' : 'string';
  }

  override reference(): string | null {
    return this.field.references;
  }

  override availableValues(): string[] | null {
    return this.field.choices ? [...this.field.choices] : null;
  }

  override isEditable(): boolean {
    return this.field.insertable || this.field.updatable;
  }

  override isSortable(): boolean {
    return false;
  }

  override isRequired(): boolean {
    return this.field.required;
  }

  override isTitle(): boolean {
    return this.asTitle;
  }

  override isArray(): boolean {
    return this.field.isArray;
  }

  override isVisible(): boolean {
    return this.field.kind !== 'binary';
  }
}
