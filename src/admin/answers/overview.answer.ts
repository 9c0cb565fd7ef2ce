/** An entity on the start page. */
export interface OverviewEntity {
  id: string;
  label: string;
  /** Number of rows this person may know of, such as `12` or `1000+`. */
  count: string;
  mayAdd: boolean;
}

/** A section of the start page and of the sidebar. */
export interface OverviewGroup {
  name: string;
  icon: string;
  entities: OverviewEntity[];
}

/** A number that says how something stands. */
export interface PanelFigure {
  label: string;
  value: string | number;
  /** `bad` draws the eye; say it in the label too. */
  tone?: 'good' | 'bad';
  /** Path below the site of the page with the details. */
  path?: string;
}

/** What a panel shows. */
export interface PanelContent {
  figures: readonly PanelFigure[];
}

/** A panel of the start page; without content where it could not be loaded. */
export interface OverviewPanel {
  title: string;
  content: PanelContent | null;
}

/** Something that was done in the admin. */
export interface RecentAction {
  id: string;
  /** ISO 8601, UTC. */
  at: string;
  action: string;
  /** Who did it; null where that is this person. */
  who: string | null;
  entity: string;
  /** What the row was called. */
  title: string;
  /** Path below the site of the row; null where it is gone. */
  path: string | null;
}

/** The start page. */
export interface OverviewAnswer {
  groups: OverviewGroup[];
  panels: OverviewPanel[];
  recent: RecentAction[];
  /** Whether this person may also see what everyone did (`?who=everyone`). */
  mayAskForEveryone: boolean;
}
