/** An entity in the sidebar. */
export interface SiteEntity {
  id: string;
  label: string;
}

/** A page in the sidebar that is about no single entity. */
export interface SitePage {
  id: string;
  label: string;
  /** Which component shows it. */
  component: string;
}

/** What every page of the site is told with the page itself: what the frame around it needs, for this person. */
export interface SiteState {
  /** Which component shows which action. */
  pages: Readonly<Record<string, string>>;
  /** The sidebar: what this person may view, by section. */
  groups: readonly {
    name: string;
    icon: string;
    entities: readonly SiteEntity[];
    pages: readonly SitePage[];
  }[];
}
