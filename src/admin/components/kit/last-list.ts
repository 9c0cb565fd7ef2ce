import { listPath } from './addresses.js';

const keyOf = (entity: string): string => `list:${entity}`;

/** Keeps how a list was filtered, sorted and paged, for this tab. */
export function rememberList(entity: string, query: string): void {
  sessionStorage.setItem(keyOf(entity), query);
}

/** The way back to a list as it was last seen in this tab. */
export function lastListPath(entity: string): string {
  const query = sessionStorage.getItem(keyOf(entity));
  return query ? `${listPath(entity)}?${query}` : listPath(entity);
}
