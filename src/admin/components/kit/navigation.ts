import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import { pageAddress } from './addresses.js';

export { Link } from 'react-router-dom';

/** Where the page is, and ways to elsewhere without loading it anew. */
export interface Navigation {
  query: URLSearchParams;
  /** Goes to a page by its path below the site, as `addresses.ts` makes them. */
  go(path: string, options?: { replace?: boolean }): void;
  /** Stays on the page with another query string. */
  setQuery(query: URLSearchParams, options?: { replace?: boolean }): void;
}

/** AdminJS's router, in terms of the admin's paths. */
export function useNavigation(): Navigation {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const query = useMemo(() => new URLSearchParams(search), [search]);
  const go = useCallback<Navigation['go']>(
    (path, options) => navigate(pageAddress(path), options),
    [navigate],
  );
  const setQuery = useCallback<Navigation['setQuery']>(
    (next, options) => navigate(`${pathname}${next.size > 0 ? `?${next.toString()}` : ''}`, options),
    [navigate, pathname],
  );
  return { query, go, setQuery };
}
