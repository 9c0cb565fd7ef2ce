import { useEffect, useRef } from 'react';
import { isSaved } from '../kit/drafts.js';

const QUESTION = 'What you typed has not been saved. Leave the page all the same?';

/** What the form on the page says to the browser's way back. */
let onWayBack: ((event: PopStateEvent) => void) | null = null;

// Listeners of the window are called in the order they came, and this must be asked before the router, which would take
// the form away: it stands here since the router begins to listen once all modules are there.
addEventListener('popstate', (event) => onWayBack?.(event));

/** The link a click goes to inside of the page; null where it goes elsewhere or opens something new. */
function linkOf(event: MouseEvent): HTMLAnchorElement | null {
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  return isPlain && link && link.target !== '_blank' ? link : null;
}

/**
 * Asks before something typed is lost: on leaving the site, by a link, and by the browser's way back.
 * @returns what to call before leaving on purpose
 */
export function useLeaveWarning(isDirty: boolean): () => void {
  const state = useRef({ isDirty, isLeaving: false });
  state.current.isDirty = isDirty;
  useEffect(() => {
    const mustAsk = () => state.current.isDirty && !state.current.isLeaving && !isSaved();
    const here = location.href;
    const onUnload = (event: BeforeUnloadEvent) => {
      if (mustAsk()) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      if (!linkOf(event) || !mustAsk()) return;
      if (confirm(QUESTION)) state.current.isLeaving = true;
      else {
        event.preventDefault();
        event.stopPropagation();
      }
    };
    const onBack = (event: PopStateEvent) => {
      if (!mustAsk()) return;
      if (confirm(QUESTION)) state.current.isLeaving = true;
      else {
        // The address has changed already, and the router must not hear of it: the page goes back to its own.
        event.stopImmediatePropagation();
        history.pushState(null, '', here);
      }
    };
    addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, true);
    onWayBack = onBack;
    return () => {
      removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, true);
      if (onWayBack === onBack) onWayBack = null;
    };
  }, []);
  return () => {
    state.current.isLeaving = true;
  };
}
