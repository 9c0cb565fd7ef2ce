/** Rows of one entity; neither the entity nor the rows are named to those who may not view them. */
export interface AffectedAnswer {
  entity: string | null;
  label: string;
  count: number;
  /** The first of them. */
  named: { key: string; title: string }[];
}

/** Rows that go, with those that go by them. */
export interface GoingAnswer extends AffectedAnswer {
  with: GoingAnswer[];
}

/** What deleting rows would do, as the confirmation page shows it. */
export interface DeletionAnswer {
  /** Label of the entity. */
  label: string;
  /** What the row is called; null for a selection of rows. */
  title: string | null;
  going: GoingAnswer;
  /** Rows whose reference, `field`, loses its value. */
  cleared: (AffectedAnswer & { field: string | null })[];
  /** What stands against it; nothing is deleted while there is any. */
  obstacles: (AffectedAnswer & { reason: 'protected' | 'forbidden' })[];
}

/** What came of a deletion. */
export interface DeletedAnswer {
  deleted: number;
  notice: { type: 'success'; message: string };
}
