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
  /** By what its rows go; none for the entity that is deleted from. */
  references: Reference[];
  /** Its references to itself, by which further rows of it go. */
  own: Reference[];
}

/** What the foreign keys do when rows of an entity are deleted. */
export interface DeletionGraph {
  /** Entities with rows that go; each stands after those its rows go by, the first is the one deleted from. */
  going: GoingEntity[];
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

/**
 * Follows the foreign keys from an entity. One that closes a circle over several entities is taken for a protection,
 * since nothing could say beforehand how many rows it takes.
 */
export function deletionGraph(root: EntityAdmin): DeletionGraph {
  const order: EntityAdmin[] = [];
  const entered = new Set<EntityAdmin>();
  const all: Reference[] = [];
  const circular = new Set<Reference>();
  const enter = (admin: EntityAdmin): void => {
    entered.add(admin);
    for (const reference of referencesTo(admin)) {
      all.push(reference);
      if (!isCascade(reference) || reference.from === admin) continue;
      if (!entered.has(reference.from)) enter(reference.from);
      else if (!order.includes(reference.from)) circular.add(reference);
    }
    order.unshift(admin);
  };
  enter(root);
  const cascades = all.filter((reference) => isCascade(reference) && !circular.has(reference));
  const going = order.map((admin) => ({
    admin,
    references: cascades.filter(({ from, to }) => from === admin && to !== admin),
    own: cascades.filter(({ from, to }) => from === admin && to === admin),
  }));
  const isProtecting = (reference: Reference): boolean => !isCascade(reference) && !isClearing(reference);
  return {
    going,
    cleared: all.filter(isClearing),
    protecting: all.filter((reference) => isProtecting(reference) || circular.has(reference)),
  };
}
