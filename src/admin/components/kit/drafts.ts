import { useEffect, useRef } from 'react';
import { site } from './globals.js';

/** Forms on the page, each with what is typed into it now; null when nothing is. */
const forms = new Set<() => unknown>();

const keyOfPage = (): string => `draft:${location.pathname}`;

let isLeavingForLogin = false;

/** Whether the page is being left for the login, with what was typed saved: no reason to warn of losing it. */
export const isSaved = (): boolean => isLeavingForLogin;

/** Keeps what is typed into the page's form, for the same person at the same address in the same tab. */
export function saveDrafts(): void {
  const [value = null] = [...forms].map((current) => current()).filter((typed) => typed !== null);
  isLeavingForLogin = true;
  if (value === null) return;
  sessionStorage.setItem(keyOfPage(), JSON.stringify({ person: site.REDUX_STATE.session.id, value }));
}

/** What was typed at this address before the session ended; given once. Null if nothing, or by somebody else. */
export function takeDraft<T>(): T | null {
  const stored = sessionStorage.getItem(keyOfPage());
  sessionStorage.removeItem(keyOfPage());
  if (!stored) return null;
  const { person, value } = JSON.parse(stored) as { person: string; value: T };
  return person === site.REDUX_STATE.session.id ? value : null;
}

/** Has `typed` saved if the session turns out to have ended; null means that nothing was typed. */
export function useDraft(typed: unknown): void {
  const latest = useRef(typed);
  latest.current = typed;
  useEffect(() => {
    const current = () => latest.current;
    forms.add(current);
    return () => void forms.delete(current);
  }, []);
}
