import type { ForeignKeyMetadata } from 'typeorm/metadata/ForeignKeyMetadata.js';
import type { EntityAdmin } from './entity-admin.js';

/** A foreign key between two entities. */
export interface Reference {
  from: EntityAdmin;
  to: EntityAdmin;
  key: ForeignKeyMetadata;
}

/** An entity whose rows go with others. */
export interface GoingEntity {
  admin: EntityAdmin;
  /** The entity by whose rows it was first reached; null for the one that is deleted from. */
  below: EntityAdmin | null;
  /** By what its rows go. */
  references: Reference[];
}

/** What the foreign keys do when rows of an entity are deleted. */
export interface DeletionGraph {
  /** Entities with rows that go, the one deleted from first, each after the one it stands below. */
  going: GoingEntity[];
  /** Those whose rows take further rows of themselves along, by way of each other; most often one that refers to itself. */
  circles: EntityAdmin[][];
  /** References that lose their value. */
  cleared: Reference[];
  /** References that stand against it. */
  protecting: Reference[];
}

const isCascade = ({ key }: Reference): boolean => key.onDelete === 'CASCADE';

const isClearing = ({ key }: Reference): boolean => key.onDelete === 'SET NULL' || key.onDelete === 'DEFAULT';

/** The references to an entity, from any other and itself. */
function referencesTo(admin: EntityAdmin): Reference[] {
  return [...admin.siblings.values()].flatMap((from) =>
    from.metadata.foreignKeys
      .filter(({ referencedEntityMetadata }) => referencedEntityMetadata === admin.metadata)
      .map((key) => ({ from, to: admin, key })),
  );
}

/** The entities whose rows go with those of one, each with the one it was reached from. */
function reachedFrom(root: EntityAdmin): Map<EntityAdmin, EntityAdmin> {
  const reached = new Map<EntityAdmin, EntityAdmin>();
  const open = [root];
  for (let at = open.shift(); at; at = open.shift()) {
    for (const { from } of referencesTo(at).filter(isCascade)) {
      if (reached.has(from)) continue;
      reached.set(from, at);
      open.push(from);
    }
  }
  return reached;
}

/** The groups of entities of which each one's rows go with those of every other. */
function circlesAmong(admins: readonly EntityAdmin[]): EntityAdmin[][] {
  const reached = new Map(admins.map((admin) => [admin, reachedFrom(admin)]));
  const circles: EntityAdmin[][] = [];
  for (const admin of admins.filter((candidate) => reached.get(candidate)!.has(candidate))) {
    if (circles.some((circle) => circle.includes(admin))) continue;
    circles.push(admins.filter((other) => reached.get(admin)!.has(other) && reached.get(other)!.has(admin)));
  }
  return circles;
}

/** Follows the foreign keys from an entity. */
export function deletionGraph(root: EntityAdmin): DeletionGraph {
  const reached = reachedFrom(root);
  const admins = [root, ...[...reached.keys()].filter((admin) => admin !== root)];
  const all = admins.flatMap(referencesTo);
  return {
    going: admins.map((admin) => ({
      admin,
      below: admin === root ? null : reached.get(admin)!,
      references: all.filter((reference) => reference.from === admin && isCascade(reference)),
    })),
    circles: circlesAmong(admins),
    cleared: all.filter(isClearing),
    protecting: all.filter((reference) => !isCascade(reference) && !isClearing(reference)),
  };
}
