import type { FieldKind } from '../entities/field-kind.js';

/** What one field of a row was and became; texts are readable as they are, but for instants, which are ISO 8601. */
export interface ChangeAnswer {
  label: string;
  kind: FieldKind;
  before: string | null;
  after: string | null;
}

/** Something that was done to a row. */
export interface HistoryEntryAnswer {
  id: string;
  at: string;
  /** Who did it; null when nobody did, such as a job. */
  who: string | null;
  action: string;
  changes: ChangeAnswer[];
}

/** A page of what was done to a row, the newest first. */
export interface HistoryAnswer {
  /** Label of the entity. */
  label: string;
  title: string;
  /** Whether the row is still there. */
  exists: boolean;
  entries: HistoryEntryAnswer[];
  count: number;
  page: number;
  pages: number;
}
