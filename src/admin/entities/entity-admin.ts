import type { Type } from '@nestjs/common';
import type { DataSource, EntityMetadata } from 'typeorm';
import { isSecret } from '../../core/database/secret.decorator.js';
import { type Ability, isGranted, permissionName } from '../abilities.js';
import { AdminDeclarationError } from '../admin.errors.js';
import type { AnyAdminOptions } from '../model-admin.js';
import type { ActionDeclaration } from '../options/action-options.js';
import type { StaffUser } from '../staff-authenticator.js';
import { AccessRules } from './access-rules.js';
import { defaultTitle } from './entity-defaults.js';
import { EntityField } from './entity-field.js';
import { type EntityLink, resolveLinks } from './entity-link.js';
import { declaredLayout, defaultLayout, type FormSection } from './form-layout.js';
import type { RowCondition } from './row-condition.js';

export interface Ordering {
  field: EntityField;
  descending: boolean;
}

/** An entity with its admin's options resolved against its columns; secrets are not among its fields at all. */
export class EntityAdmin {
  /** The table's name; also the name in addresses and permissions. */
  readonly id: string;
  readonly fields: ReadonlyMap<string, EntityField>;
  readonly keys: readonly EntityField[];
  readonly title: EntityField;
  readonly ordering: readonly Ordering[];
  /** Its many-to-many relations. */
  readonly links: readonly EntityLink[];
  /** The parts of its form. */
  readonly sections: readonly FormSection[];
  private readonly rules: AccessRules;
  /** Declared actions by name. */
  readonly actions: ReadonlyMap<string, ActionDeclaration>;

  /**
   * @param name of the declaring class, for messages
   * @param group section of the sidebar and, in lower case, the first part of permission names
   * @param siblings every entity's admin by table, for what this one refers to; complete once the registry has resolved
   */
  constructor(
    readonly name: string,
    readonly group: { name: string; icon: string },
    readonly metadata: EntityMetadata,
    readonly options: AnyAdminOptions,
    dataSource: DataSource,
    readonly siblings: ReadonlyMap<string, EntityAdmin>,
  ) {
    this.id = metadata.tableName;
    this.fields = this.collectFields(dataSource);
    const all = [...this.fields.values()];
    this.keys = all.filter((field) => field.isKey);
    if (this.keys.length === 0)
      throw new AdminDeclarationError(name, 'its entity has no primary key the admin may show.');
    this.title = options.title ? this.fieldNamed(options.title) : defaultTitle(all, this.keys[0]!);
    this.ordering = this.resolveOrdering(options.ordering ?? []);
    this.actions = new Map(Object.entries(options.actions ?? {}));
    const fieldNamed = (field: string) => this.fieldNamed(field);
    const refuse = (problem: string): never => {
      throw new AdminDeclarationError(name, problem);
    };
    this.rules = new AccessRules(options, metadata, fieldNamed, refuse);
    this.links = resolveLinks(metadata, options.links ?? {}, dataSource, refuse);
    this.sections = options.fieldsets
      ? declaredLayout(options.fieldsets, fieldNamed, this.links, refuse)
      : defaultLayout(all, this.links);
    this.refuseUnreachable(refuse);
  }

  /** Whether this person may do this to rows of the entity at all; every form shows its row, so all of it takes `view`. */
  allows(staff: StaffUser, ability: Ability): boolean {
    if (this.options.superusersOnly && !staff.isSuperuser) return false;
    if (ability !== 'view' && this.options.permissions?.[ability] === false) return false;
    if (ability !== 'view' && !this.allows(staff, 'view')) return false;
    return isGranted(staff, permissionName(this.group.name, ability, this.id));
  }

  /** Whether this person, who may change or delete rows at all, may do so to this one. */
  allowsWriting(staff: StaffUser, row: Record<string, unknown>): boolean {
    return this.options.guard?.(row, staff) ?? true;
  }

  /** Whether this person may delete rows of the entity along with what these belong to. */
  allowsCascade(staff: StaffUser): boolean {
    return this.options.cascades === true || this.allows(staff, 'delete');
  }

  /** Whether rows of the entity are this person's to delete by rules of their own, along with others. */
  get isPart(): boolean {
    return this.options.cascades === true;
  }

  /** Whether this person may run a declared action: by its permission, even where no form may do what that covers. */
  allowsAction(staff: StaffUser, name: string): boolean {
    const action = this.actions.get(name);
    if (!action || (action.superusersOnly && !staff.isSuperuser)) return false;
    const { ability = 'change' } = action;
    return this.allows(staff, 'view') && isGranted(staff, permissionName(this.group.name, ability, this.id));
  }

  /** The provider that deletes its rows; null where a DELETE does. */
  get remover(): AnyAdminOptions['remove'] | null {
    return this.options.remove ?? null;
  }

  /** The providers of its room that the declaration names, by the option that does. */
  get providers(): [string, Type][] {
    const named: [string, Type | null | undefined][] = [
      ['save', this.options.save],
      ['remove', this.options.remove],
      ...Object.entries(this.options.suggestions ?? {}).map(([name, type]): [string, Type | undefined] => [
        `suggestions.${name}`,
        type as Type,
      ]),
      ...[...this.actions].map(([name, { run }]): [string, Type] => [`actions.${name}`, run as Type]),
    ];
    return named.filter((entry): entry is [string, Type] => !!entry[1]);
  }

  /** Whether each row has to be asked about before it may be changed or deleted. */
  get isGuarded(): boolean {
    return this.options.guard !== undefined;
  }

  /** The fields that this person may see, in the entity's order. */
  fieldsFor(staff: StaffUser): readonly EntityField[] {
    return [...this.fields.values()].filter((field) => this.rules.maySee(field, staff));
  }

  /** The fields that this person may write in a new row or an old one; whether either at all is `allows`' to say. */
  writableFor(staff: StaffUser): readonly EntityField[] {
    return [...this.fields.values()].filter(
      (field) => (field.insertable || field.updatable) && this.rules.mayWrite(field, staff),
    );
  }

  /** What every row keeps to that this person may know of; part of every read's WHERE. */
  rowsFor(staff: StaffUser): readonly RowCondition[] {
    return this.rules.rowsFor(staff);
  }

  /** Provider that saves its rows; null where a plain INSERT and UPDATE will do. */
  get saver(): AnyAdminOptions['save'] | null {
    return this.options.save ?? null;
  }

  /** Once every entity is known: whether the permissions that this one's rules ask for can be given at all. */
  requirePermissions(known: ReadonlySet<string>): void {
    const unknown = this.rules.permissions().find((permission) => !known.has(permission));
    if (unknown) throw new AdminDeclarationError(this.name, `there is no permission "${unknown}".`);
  }

  /** What a row is called in references, messages and log entries. */
  titleOf(row: object): string {
    const title = (row as Record<string, unknown>)[this.title.name];
    if (title !== null && title !== undefined && title !== '') return String(this.title.show(title));
    return `#${this.keys.map((key) => String((row as Record<string, unknown>)[key.name])).join(', ')}`;
  }

  private collectFields(dataSource: DataSource): Map<string, EntityField> {
    const [locked, documents] = [this.options.readonly, this.options.documents].map(
      (names) => new Set((names ?? []).map((name) => this.propertyName(name))),
    ) as [Set<string>, Set<string>];
    const placed =
      this.options.fieldsets &&
      new Set(
        this.options.fieldsets.flatMap(({ fields = [] }) => fields.map((name) => this.propertyName(name))),
      );
    const [labels, help] = [this.options.labels, this.options.help].map(
      (texts) => new Map(Object.entries(texts ?? {}).map(([name, text]) => [this.propertyName(name), text])),
    ) as [Map<string, string>, Map<string, string>];
    const fields = this.metadata.columns
      .filter((column) => !column.isVirtual && !isSecret(this.metadata.target as object, column.propertyName))
      .map((column) => {
        const { propertyName: name } = column;
        const isLocked = locked.has(name) || placed?.has(name) === false;
        const isDocument = documents.has(name);
        const declared = { locked: isLocked, isDocument, label: labels.get(name), help: help.get(name) };
        return new EntityField(column, dataSource, declared);
      });
    return new Map(fields.map((field) => [field.name, field]));
  }

  /** A form that lacks a field which must be given could never be saved. */
  private refuseUnreachable(refuse: (problem: string) => never): void {
    if (!this.options.fieldsets || this.options.permissions?.add === false) return;
    const placed = this.sections.flatMap((section) => section.fields);
    const missing = [...this.fields.values()].find((field) => field.required && !placed.includes(field));
    if (missing) refuse(`"${missing.name}" is required and in none of its fieldsets.`);
  }

  private resolveOrdering(names: readonly string[]): Ordering[] {
    const declared = names.map((name) => ({
      field: this.fieldNamed(name.replace(/^-/, '')),
      descending: name.startsWith('-'),
    }));
    const newestFirst = this.keys.map((field) => ({ field, descending: field.kind === 'integer' }));
    return declared.length > 0 ? declared : newestFirst;
  }

  /** The field of this name, or that a relation of this name is stored in. @throws AdminDeclarationError */
  fieldNamed(name: string): EntityField {
    const property = this.propertyName(name);
    const field = this.fields.get(property);
    return field ?? this.refuse(`"${name}" is secret, and secrets have no place in the admin.`);
  }

  /** Stops the boot, saying what is wrong with the declaration. */
  refuse(problem: string): never {
    throw new AdminDeclarationError(this.name, problem);
  }

  /** A column by its own name, or by the name of the relation it carries. */
  private propertyName(name: string): string {
    const column = this.metadata.columns.find(
      (candidate) => !candidate.isVirtual && candidate.propertyName === name,
    );
    const relation = this.metadata.relations.find((candidate) => candidate.propertyName === name);
    const joined = relation?.joinColumns.find((candidate) => !candidate.isVirtual);
    if (column ?? joined) return (column ?? joined)!.propertyName;
    const known = this.metadata.columns
      .filter((candidate) => !candidate.isVirtual)
      .map((candidate) => candidate.propertyName);
    throw new AdminDeclarationError(
      this.name,
      `${this.metadata.name} has no column "${name}"; it has ${known.join(', ')}.`,
    );
  }
}
