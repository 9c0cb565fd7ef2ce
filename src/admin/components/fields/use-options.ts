import { useCallback, useEffect, useState } from 'react';
import type { Option, OptionPage } from '../../answers/form.answer.js';
import { actionPath } from '../kit/addresses.js';
import { call } from '../kit/api.js';

const PAUSE_MS = 200;

/** Rows that can be chosen, as far as they have been asked for. */
export interface Options {
  options: Option[];
  loading: boolean;
  /** Why none can be shown. */
  problem: string | null;
  hasMore: boolean;
  more(): void;
}

/** Asks for the rows of an entity that fit a text, page by page, while the list is open. */
export function useOptions(entity: string, text: string, open: boolean): Options {
  const [page, setPage] = useState(1);
  const [state, setState] = useState({ options: [] as Option[], nextPage: null as number | null });
  const [problem, setProblem] = useState<string | null>(null);
  const [loading, setLoading] = useState(false);
  useEffect(() => setPage(1), [entity, text, open]);
  useEffect(() => {
    if (!open) return undefined;
    const controller = new AbortController();
    const ask = async () => {
      const query = new URLSearchParams({ query: text, page: String(page) });
      const answer = await call<OptionPage>(`${actionPath(entity, 'search')}?${query}`, controller);
      if (controller.signal.aborted) return;
      setLoading(false);
      setProblem(answer.ok ? null : answer.body.notice.message);
      if (!answer.ok) return;
      const { options, nextPage } = answer.body;
      setState((before) => {
        const known = page === 1 ? [] : before.options;
        const fresh = options.filter(({ key }) => !known.some((option) => option.key === key));
        return { options: [...known, ...fresh], nextPage };
      });
    };
    setLoading(true);
    const timer = setTimeout(() => void ask().catch(() => undefined), text === '' || page > 1 ? 0 : PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [entity, text, page, open]);
  const { options, nextPage } = state;
  const more = useCallback(() => nextPage !== null && !loading && setPage(nextPage), [nextPage, loading]);
  return { options, loading, problem, hasMore: nextPage !== null, more };
}
