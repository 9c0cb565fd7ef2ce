/** What the shell gives the component of a page. */
export interface PageProps {
  /** Id of the entity: its table's name, such as `plan`. */
  entity: string;
  /** Name of the action, such as `edit`. */
  action: string;
  /** Key of the row in the address; empty on pages that are not about one row. */
  recordKey: string;
}

/** What the shell gives the component of a page that is about no single entity. */
export interface ToolPageProps {
  id: string;
  /** What the sidebar calls it. */
  label: string;
}
