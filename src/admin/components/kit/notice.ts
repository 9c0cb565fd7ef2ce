import { useCallback } from 'react';
import { useDispatch } from 'react-redux';

/** How a notice is meant. */
export type NoticeType = 'success' | 'error' | 'info';

/** A notice as AdminJS's store keeps it. */
export interface Notice {
  id: string;
  message: string;
  type?: NoticeType;
}

/** Shows a message above the page; it stays while the router goes to another one. */
export function useNotice(): (message: string, type?: NoticeType) => void {
  const dispatch = useDispatch();
  return useCallback(
    (message, type = 'success') => {
      const id = `notice-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
      dispatch({ type: 'ADD_NOTICE', data: { id, message, type, progress: 0 } });
    },
    [dispatch],
  );
}
