import type { DataSource } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { choicesOf, type FieldKind, kindOf } from './field-kind.js';
import { parseValue, showValue, ValueError } from './field-values.js';

/** One column of an entity as the admin sees it. */
export class EntityField {
  /** Property of the entity, e.g. `planId`. */
  readonly name: string;
  readonly kind: FieldKind;
  readonly choices: readonly string[] | null;
  /** Table the column refers to; null when it is no foreign key. */
  readonly references: string | null;
  readonly isKey: boolean;
  readonly isArray: boolean;
  readonly nullable: boolean;
  /** Whether a row cannot be made without a value given here. */
  readonly required: boolean;

  constructor(
    readonly column: ColumnMetadata,
    dataSource: DataSource,
    private readonly locked: boolean,
  ) {
    this.name = column.propertyName;
    this.kind = kindOf(column, dataSource);
    this.choices = choicesOf(column);
    this.references = column.referencedColumn?.entityMetadata.tableName ?? null;
    this.isKey = column.isPrimary;
    this.isArray = column.isArray;
    this.nullable = column.isNullable;
    const filledByDatabase =
      column.isGenerated || column.isCreateDate || column.isUpdateDate || column.isVersion;
    this.required =
      !column.isNullable && column.default === undefined && !filledByDatabase && this.kind !== 'boolean';
  }

  /** Name of the column, as PostgreSQL's errors give it. */
  get columnName(): string {
    return this.column.databaseName;
  }

  get isVersion(): boolean {
    return this.column.isVersion;
  }

  /** The label people read: `planId` is "Plan", `createdAt` is "Created at". */
  get label(): string {
    const name = this.references ? this.name.replace(/Id$/, '') : this.name;
    const words = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
    const capital = words.replace(/\b(id|ip|url|cv|ai|api|pdf)\b/g, (word) => word.toUpperCase());
    return capital.charAt(0).toUpperCase() + capital.slice(1);
  }

  /** Whether a form may set it in a new row. */
  get insertable(): boolean {
    const { isGenerated, isCreateDate, isUpdateDate, isVersion, isInsert } = this.column;
    return (
      !this.locked &&
      isInsert &&
      !isGenerated &&
      !isCreateDate &&
      !isUpdateDate &&
      !isVersion &&
      this.kind !== 'binary'
    );
  }

  /** Whether a form may change it; keys stay what they are. */
  get updatable(): boolean {
    return this.insertable && this.column.isUpdate && !this.isKey;
  }

  /** A posted value as the entity holds it. An empty text is null where the column allows null. */
  parse(posted: unknown): unknown {
    if (posted === null || posted === undefined || posted === '') {
      if (this.nullable) return null;
      if (
        posted === '' &&
        (this.kind === 'text' || this.kind === 'longText') &&
        !this.choices &&
        !this.isArray
      )
        return '';
      throw new ValueError('This field is required.');
    }
    if (this.isArray) {
      if (!Array.isArray(posted)) throw new ValueError('Enter a list.');
      return posted.map((item) => this.parseOne(item));
    }
    return this.parseOne(posted);
  }

  /** A value as forms and pages show it. */
  show(value: unknown): unknown {
    return showValue(this.kind, value);
  }

  private parseOne(posted: unknown): unknown {
    if (typeof posted !== 'string' && typeof posted !== 'number' && typeof posted !== 'boolean') {
      throw new ValueError('This is no value for this field.');
    }
    if (this.choices && !this.choices.includes(String(posted))) {
      throw new ValueError(`Choose one of: ${this.choices.join(', ')}.`);
    }
    return parseValue(this.kind, String(posted));
  }
}
