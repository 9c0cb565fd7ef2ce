import { useCallback, useEffect, useState } from 'react';
import { call, type Refusal } from './api.js';

/** What a page has been told so far. */
export interface Loaded<T> {
  /** The newest answer; the one before it while the next is on its way. */
  body: T | null;
  refusal: Refusal | null;
  loading: boolean;
  /** Asks again. */
  reload(): void;
}

/** Asks the API for `path` and again whenever it changes; an answer that a newer question overtook is dropped. */
export function useLoaded<T>(path: string): Loaded<T> {
  const [state, setState] = useState<Omit<Loaded<T>, 'reload'>>({ body: null, refusal: null, loading: true });
  const [round, setRound] = useState(0);
  useEffect(() => {
    const controller = new AbortController();
    setState(({ body }) => ({ body, refusal: null, loading: true }));
    call<T>(path, { signal: controller.signal }).then(
      (answer) => {
        if (controller.signal.aborted) return;
        if (answer.ok) setState({ body: answer.body, refusal: null, loading: false });
        else setState({ body: null, refusal: answer.body, loading: false });
      },
      (error: unknown) => {
        if (!controller.signal.aborted) throw error;
      },
    );
    return () => controller.abort();
  }, [path, round]);
  const reload = useCallback(() => setRound((count) => count + 1), []);
  return { ...state, reload };
}
