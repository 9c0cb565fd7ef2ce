import { useCallback, useEffect, useState } from 'react';
import type { DeletedAnswer, DeletionAnswer } from '../../answers/deletion.answer.js';
import { bulkPath, recordPath } from '../kit/addresses.js';
import { type Answer, call, type Refusal } from '../kit/api.js';
import { keptSelection } from '../row-actions/selection.js';

/** Has it deleted. */
export type Asked = () => Promise<Answer<DeletedAnswer>>;

const NOTHING_SELECTED: Refusal = {
  code: 'nothing_selected',
  notice: { type: 'error', message: 'Nothing is selected. Go back to the list and select some rows.' },
};

/** What deleting the row, or the selection where there is no key, would do; and the way to do it. */
export function useDeletion(entity: string, action: string, recordKey: string) {
  const [plan, setPlan] = useState<DeletionAnswer | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [selection] = useState(() => (recordKey ? null : keptSelection(entity)));

  const post = useCallback(
    <T>(confirmed: boolean): Promise<Answer<T>> =>
      recordKey
        ? call<T>(recordPath(entity, recordKey, action), confirmed ? { body: {} } : {})
        : call<T>(bulkPath(entity, action), { body: { ...selection, confirmed } }),
    [entity, action, recordKey, selection],
  );

  const reload = useCallback(() => {
    if (!recordKey && !selection) return setRefusal(NOTHING_SELECTED);
    setRefusal(null);
    void post<DeletionAnswer>(false).then((answer) => {
      if (answer.ok) setPlan(answer.body);
      else setRefusal(answer.body);
    });
  }, [post, recordKey, selection]);
  useEffect(reload, [reload]);

  const ask: Asked = useCallback(async () => {
    const answer = await post<DeletedAnswer>(true);
    // What has come to stand against it in the meantime is shown in place of what was confirmed.
    if (!answer.ok && answer.body.code === 'deletion_blocked') setPlan(answer.body['plan'] as DeletionAnswer);
    return answer;
  }, [post]);

  return { plan, refusal, reload, ask };
}
