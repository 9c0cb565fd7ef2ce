import type { DataSource } from 'typeorm';
import type { ColumnMetadata } from 'typeorm/metadata/ColumnMetadata.js';
import { type ColumnRules, rulesOf } from './column-rules.js';
import { type FieldKind, kindOf } from './field-kind.js';
import { labelOf } from './field-label.js';
import { refuseAgainstRules } from './field-rules.js';
import { parseValue, showValue, ValueError } from './field-values.js';

/** What a declaration says of a field, beyond what its column says. */
export interface FieldDeclaration {
  locked: boolean;
  isDocument: boolean;
  label?: string;
  help?: string;
}

const MAX_ITEMS = 1_000;

/** One column of an entity as the admin sees it. */
export class EntityField {
  /** Property of the entity, e.g. `planId`. */
  readonly name: string;
  readonly kind: FieldKind;
  /** What its type and the entity's simple checks allow. */
  readonly rules: ColumnRules;
  /** Table the column refers to; null when it is no foreign key. */
  readonly references: string | null;
  readonly isKey: boolean;
  readonly isArray: boolean;
  readonly nullable: boolean;
  /** Whether a row cannot be made without a value given here. */
  readonly required: boolean;
  /** What it is for, from the declaration or the column's comment. */
  readonly help: string | null;

  constructor(
    readonly column: ColumnMetadata,
    dataSource: DataSource,
    private readonly declared: FieldDeclaration,
  ) {
    this.name = column.propertyName;
    this.kind = kindOf(column, dataSource);
    this.rules = rulesOf(column, dataSource);
    this.help = declared.help ?? (column.comment || null);
    this.references = column.referencedColumn?.entityMetadata.tableName ?? null;
    this.isKey = column.isPrimary;
    this.isArray = column.isArray;
    this.nullable = column.isNullable;
    const filledByDatabase =
      column.isGenerated || column.isCreateDate || column.isUpdateDate || column.isVersion;
    this.required =
      !column.isNullable && column.default === undefined && !filledByDatabase && this.kind !== 'boolean';
  }

  /** Whether it holds an HTML document. */
  get isDocument(): boolean {
    return this.declared.isDocument;
  }

  get choices(): readonly string[] | null {
    return this.rules.choices;
  }

  /** Name of the column, as PostgreSQL's errors give it. */
  get columnName(): string {
    return this.column.databaseName;
  }

  get isVersion(): boolean {
    return this.column.isVersion;
  }

  /** Whether the service itself keeps it with every change. */
  get isKept(): boolean {
    return this.column.isVersion || this.column.isUpdateDate;
  }

  /** The label people read: `planId` is "Plan", `createdAt` is "Created at". */
  get label(): string {
    if (this.declared.label) return this.declared.label;
    return labelOf(this.references ? this.name.replace(/Id$/, '') : this.name);
  }

  /** Whether a form may set it in a new row. */
  get insertable(): boolean {
    const { isGenerated, isCreateDate, isUpdateDate, isVersion, isInsert } = this.column;
    return (
      !this.declared.locked &&
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

  /** The text a new row has here if nobody says otherwise; null where only the database knows. */
  get initial(): unknown {
    const value: unknown = this.column.default;
    return typeof value === 'function' || value === undefined ? null : this.show(value);
  }

  /** A posted value as the entity holds it. An empty text is null where the column allows null. */
  parse(posted: unknown): unknown {
    if (posted === null || posted === undefined || posted === '') return this.parseNothing(posted);
    if (!this.isArray) return this.parseOne(posted);
    if (!Array.isArray(posted)) throw new ValueError('Enter a list.');
    if (posted.length > MAX_ITEMS) throw new ValueError(`Enter at most ${MAX_ITEMS} values.`);
    return posted.map((item, index) => this.parseItem(item, index));
  }

  /** A value as forms and pages show it. */
  show(value: unknown): unknown {
    return showValue(this.kind, value);
  }

  private parseNothing(posted: unknown): unknown {
    if (this.nullable) return null;
    if (this.isArray) return [];
    const isText = this.kind === 'text' || this.kind === 'longText';
    if (posted === '' && isText && !this.choices && !this.required && !this.rules.minLength) return '';
    throw new ValueError('This field is required.');
  }

  private parseItem(posted: unknown, index: number): unknown {
    try {
      return this.parseOne(posted);
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      throw new ValueError(`Value ${index + 1}: ${error.message}`);
    }
  }

  private parseOne(posted: unknown): unknown {
    if (typeof posted !== 'string' && typeof posted !== 'number' && typeof posted !== 'boolean') {
      throw new ValueError('This is no value for this field.');
    }
    if (this.choices && !this.choices.includes(String(posted))) {
      throw new ValueError(`Choose one of: ${this.choices.join(', ')}.`);
    }
    const value = parseValue(this.kind, String(posted));
    refuseAgainstRules(this.kind, this.rules, value);
    return value;
  }
}
