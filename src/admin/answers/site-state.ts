/** An entity in the sidebar. */
export interface SiteEntity {
  id: string;
  label: string;
}

/** What every page of the site is told with the page itself: what the frame around it needs, for this person. */
export interface SiteState {
  /** Which component shows which action. */
  pages: Readonly<Record<string, string>>;
  /** The sidebar: what this person may view, by section. */
  groups: readonly { name: string; icon: string; entities: readonly SiteEntity[] }[];
}
