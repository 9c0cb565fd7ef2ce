/** Rows that an action is about: these, or all that a list shows by its query string, on whatever page. */
export type Selection = { ids: readonly string[] } | { query: string };

const keyOf = (entity: string): string => `selection:${entity}`;

/** Keeps a selection for the page of a bulk action, in this tab; it is too long for an address. */
export function keepSelection(entity: string, selection: Selection): void {
  sessionStorage.setItem(keyOf(entity), JSON.stringify(selection));
}

/** The selection that a page of a bulk action is about; null when there is none. */
export function keptSelection(entity: string): Selection | null {
  const stored = sessionStorage.getItem(keyOf(entity));
  return stored ? (JSON.parse(stored) as Selection) : null;
}
