import { useRef, useState } from 'react';
import type { FormAnswer, SavedAnswer, StaleRow } from '../../answers/form.answer.js';
import { actionPath, recordPath } from '../kit/addresses.js';
import { call, type Refusal } from '../kit/api.js';
import type { FormState } from './form-state.js';

/** What is wrong, by field; `''` is the form as a whole. */
export type Problems = Readonly<Record<string, string>>;

/** How the last attempt to save went. */
export interface Attempt {
  isSaving: boolean;
  problems: Problems;
  /** What the row is now, if somebody else was faster. */
  stale: StaleRow | null;
}

const problemsOf = ({ notice, errors = {} }: Refusal): Problems => {
  const texts = Object.entries(errors).map(([name, text]) => [name, ([] as string[]).concat(text).join(' ')]);
  return { '': notice.message, ...(Object.fromEntries(texts) as Problems) };
};

const NOTHING: Attempt = { isSaving: false, problems: {}, stale: null };

/** Sends the form; while one attempt is under way there is no other. */
export function useSave(answer: FormAnswer, state: FormState) {
  const [attempt, setAttempt] = useState(NOTHING);
  const underWay = useRef(false);
  /** @param asNew makes another row of what stands in the form. */
  const save = async (asNew: boolean): Promise<SavedAnswer | null> => {
    if (underWay.current) return null;
    underWay.current = true;
    setAttempt({ ...NOTHING, isSaving: true });
    const { entity, key, token } = answer;
    const isNew = key === null || asNew;
    const path = isNew ? actionPath(entity.id, 'new') : recordPath(entity.id, key, 'edit');
    const headers: Record<string, string> = { 'idempotency-key': token };
    if (!isNew && state.version !== null) headers['if-match'] = `"${state.version}"`;
    const result = await call<SavedAnswer>(path, { body: state.toSend(isNew), headers });
    underWay.current = false;
    if (result.ok) {
      setAttempt(NOTHING);
      return result.body;
    }
    const stale = (result.body['stale'] as StaleRow | undefined) ?? null;
    setAttempt({ isSaving: false, problems: stale ? {} : problemsOf(result.body), stale });
    return null;
  };
  const settle = () => setAttempt(NOTHING);
  return { ...attempt, save, settle };
}
