import type { EntityAdmin } from './entity-admin.js';

/** Rows of one entity that a deletion concerns: how many, and the first of those that may be named. */
export interface AffectedRows {
  admin: EntityAdmin;
  count: number;
  named: { key: string; title: string }[];
}

/** Rows that go, with those that go by them. */
export interface GoingRows extends AffectedRows {
  with: GoingRows[];
}

/** Rows whose reference loses its value. */
export interface ClearedRows extends AffectedRows {
  /** Label of the reference. */
  field: string;
}

/** Rows that stand against a deletion: they refer to what would go, or this person may not delete them. */
export interface ObstacleRows extends AffectedRows {
  reason: 'protected' | 'forbidden';
}

/** All that deleting rows would do. */
export interface DeletionPlan {
  going: GoingRows;
  cleared: ClearedRows[];
  obstacles: ObstacleRows[];
}
