/** An entity on the start page. */
export interface OverviewEntity {
  label: string;
  href: string;
  count: string;
}

/** The start page. */
export interface OverviewAnswer {
  groups: { name: string; entities: OverviewEntity[] }[];
}
