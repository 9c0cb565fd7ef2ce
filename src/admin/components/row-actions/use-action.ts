import { useCallback, useEffect, useState } from 'react';
import type { ActionAnswer, ActionDoneAnswer } from '../../answers/action.answer.js';
import { bulkPath, recordPath } from '../kit/addresses.js';
import { type Answer, call, type Refusal } from '../kit/api.js';
import { useNavigation } from '../kit/navigation.js';
import { keptSelection } from './selection.js';

/** Runs the action with what was entered. */
export type Run = (values: Record<string, string | boolean>) => Promise<Answer<ActionDoneAnswer>>;

/** The action that the address names, for its row, or for the selection where there is no key. */
export function useAction(entity: string, recordKey: string) {
  const { query } = useNavigation();
  const [shown, setShown] = useState<ActionAnswer | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [selection] = useState(() => (recordKey ? null : keptSelection(entity)));
  const path = recordKey ? recordPath(entity, recordKey, 'run') : bulkPath(entity, 'bulkRun');
  const address = `${path}?action=${encodeURIComponent(query.get('action') ?? '')}`;

  const reload = useCallback(() => {
    setRefusal(null);
    const asked = recordKey ? {} : { body: { ...selection, confirmed: false } };
    void call<ActionAnswer>(address, asked).then((answer) => {
      if (answer.ok) setShown(answer.body);
      else setRefusal(answer.body);
    });
  }, [address, recordKey, selection]);
  useEffect(reload, [reload]);

  const run: Run = useCallback(
    (values) => call<ActionDoneAnswer>(address, { body: { ...selection, values, confirmed: true } }),
    [address, selection],
  );
  return { shown, refusal, reload, run };
}
