import type { DataSource, EntityMetadata, EntityTarget } from 'typeorm';
import type { RelationMetadata } from 'typeorm/metadata/RelationMetadata.js';
import { labelOf } from './field-label.js';

/** Where the pairs of a many-to-many relation are kept. */
interface Pairs {
  /** Table path of the pairs, and its columns for this entity's key and the other one's. */
  table: string;
  ownColumn: string;
  otherColumn: string;
  /** Table of the other entity. */
  target: string;
  /** Table of the pairs where they are an entity of their own; null where TypeORM keeps them itself. */
  through: string | null;
}

/** A many-to-many relation of an entity, as a form shows it. */
export class EntityLink {
  readonly label: string;
  readonly help: string | null = null;

  constructor(
    readonly name: string,
    readonly pairs: Pairs,
  ) {
    this.label = labelOf(name);
  }
}

const single = (relation: RelationMetadata): boolean =>
  relation.isManyToOne && relation.joinColumns.length === 1;

/** The relation through an entity of pairs: one many-to-one to each side, and nothing else that must be given. */
function throughEntity(owner: EntityMetadata, pairs: EntityMetadata): Pairs | string {
  const relations = pairs.relations.filter(single);
  const [own, ...twice] = relations.filter((relation) => relation.inverseEntityMetadata === owner);
  const [other, ...more] = relations.filter((relation) => relation.inverseEntityMetadata !== owner);
  if (!own || !other || twice.length > 0 || more.length > 0)
    return `${pairs.name} is no table of pairs: it needs one many-to-one to ${owner.name} and one to another entity.`;
  const ends = [own.joinColumns[0], other.joinColumns[0]].map((column) => column!.databaseName);
  const missing = pairs.columns.find(
    (column) =>
      !ends.includes(column.databaseName) &&
      !(column.isGenerated || column.isNullable || column.default !== undefined || column.isCreateDate),
  );
  if (missing)
    return `${pairs.name} cannot be made by choosing, since "${missing.propertyName}" must be given too.`;
  return {
    table: pairs.tablePath,
    ownColumn: ends[0]!,
    otherColumn: ends[1]!,
    target: other.inverseEntityMetadata.tableName,
    through: pairs.tableName,
  };
}

function managedByTypeorm({ junctionEntityMetadata, ...relation }: RelationMetadata): Pairs {
  return {
    table: junctionEntityMetadata!.tablePath,
    ownColumn: relation.joinColumns[0]!.databaseName,
    otherColumn: relation.inverseJoinColumns[0]!.databaseName,
    target: relation.inverseEntityMetadata.tableName,
    through: null,
  };
}

/**
 * The many-to-many relations of an entity: those declared, by name, and those that TypeORM keeps.
 * @param refuse stops the boot
 */
export function resolveLinks(
  owner: EntityMetadata,
  declared: Readonly<Record<string, EntityTarget<object>>>,
  dataSource: DataSource,
  refuse: (problem: string) => never,
): EntityLink[] {
  const own = owner.ownerManyToManyRelations.map(
    (relation) => new EntityLink(relation.propertyName, managedByTypeorm(relation)),
  );
  const through = Object.entries(declared).map(([name, entity]) => {
    if (!dataSource.hasMetadata(entity)) return refuse(`the link "${name}" goes through no entity.`);
    const pairs = dataSource.getMetadata(entity);
    if (owner.columns.some((column) => column.propertyName === name))
      return refuse(`the link "${name}" is called like a column.`);
    const resolved = throughEntity(owner, pairs);
    return typeof resolved === 'string' ? refuse(resolved) : new EntityLink(name, resolved);
  });
  const links = [...own, ...through];
  if (links.length > 0 && owner.primaryColumns.length > 1)
    refuse('an entity with a key of several columns cannot have links.');
  return links;
}
