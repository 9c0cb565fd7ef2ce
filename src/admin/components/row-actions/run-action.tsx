import { Button, Loader, MessageBox } from '@adminjs/design-system';
import { type FormEvent, useState } from 'react';
import type { ActionAnswer } from '../../answers/action.answer.js';
import { inSentence } from '../../answers/label-text.js';
import { recordPath } from '../kit/addresses.js';
import { Card } from '../kit/card.js';
import { lastListPath } from '../kit/last-list.js';
import { useNavigation } from '../kit/navigation.js';
import { useNotice } from '../kit/notice.js';
import { PageHeader } from '../kit/page-header.js';
import type { PageProps } from '../kit/page-props.js';
import { Problem } from '../kit/problem.js';
import { styled } from '../kit/styled.js';
import { ActionField, type ActionValue } from './action-field.js';
import { type Run, useAction } from './use-action.js';

const Form = styled.form`
  max-width: 560px;
`;

const Buttons = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: 12px;
  margin-top: 24px;
`;

/** Asks for what an action needs, and runs it on a row or a selection. */
export function RunAction({ entity, recordKey }: PageProps) {
  const { shown, refusal, reload, run } = useAction(entity, recordKey);
  if (refusal) return <Problem refusal={refusal} retry={reload} />;
  if (!shown) return <Loader />;
  return <ActionForm entity={entity} recordKey={recordKey} shown={shown} run={run} />;
}

interface Props {
  entity: string;
  recordKey: string;
  shown: ActionAnswer;
  run: Run;
}

function ActionForm({ entity, recordKey, shown, run }: Props) {
  const { action, label, title, count, confirm, fields } = shown;
  const { go } = useNavigation();
  const notice = useNotice();
  const [values, setValues] = useState<Record<string, ActionValue>>({});
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const back = title === null ? lastListPath(entity) : recordPath(entity, recordKey, 'show');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const answer = await run(values);
    if (answer.ok) {
      notice(answer.body.notice.message);
      go(back, { replace: true });
      return;
    }
    setBusy(false);
    const errors = Object.entries(answer.body.errors ?? {});
    setProblems(Object.fromEntries(errors.map(([name, told]) => [name, [told].flat().join(' ')])));
    if (errors.length === 0) notice(answer.body.notice.message, 'error');
  };
  const trail = [
    { label, path: lastListPath(entity) },
    ...(title === null ? [] : [{ label: title, path: back }]),
  ];
  const of = title === null ? `${count} ${inSentence(label)}` : `“${title}”`;
  return (
    <>
      <PageHeader title={`${action.label}: ${of}`} trail={trail} />
      <Card data-testid="run-action">
        <Form onSubmit={submit} noValidate>
          {confirm && <MessageBox variant={action.danger ? 'danger' : 'info'} message={confirm} mb="xl" />}
          {fields.map((field, index) => (
            <ActionField
              key={field.name}
              field={field}
              value={values[field.name]}
              problem={problems[field.name]}
              autoFocus={index === 0}
              onChange={(value) => setValues((current) => ({ ...current, [field.name]: value }))}
            />
          ))}
          <Buttons>
            <Button
              type="submit"
              variant="contained"
              color={action.danger ? 'danger' : 'primary'}
              disabled={busy}
              data-testid="run"
            >
              {action.label}
            </Button>
            <Button type="button" variant="outlined" disabled={busy} onClick={() => go(back)}>
              Cancel
            </Button>
          </Buttons>
        </Form>
      </Card>
    </>
  );
}
