import { Button, Loader, MessageBox } from '@adminjs/design-system';
import { useState } from 'react';
import type { DeletionAnswer, GoingAnswer } from '../../answers/deletion.answer.js';
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
import { AffectedRows, countText, GoingRows } from './affected-rows.js';
import { type Asked, useDeletion } from './use-deletion.js';

const Section = styled.section`
  margin-top: 24px;
  h2 {
    font-size: 16px;
    font-weight: bold;
    margin-bottom: 4px;
  }
`;

const Buttons = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: 12px;
  margin-top: 32px;
`;

const totalOf = (rows: GoingAnswer): number =>
  rows.count + rows.with.reduce((sum, next) => sum + totalOf(next), 0);

const REASONS = {
  protected: 'refers to what would be deleted',
  forbidden: 'your permissions do not cover deleting this',
};

const titleOf = ({ label, title, going }: DeletionAnswer): string =>
  title === null ? `Delete ${countText(going.count)} ${inSentence(label)}?` : `Delete “${title}”?`;

/** Says all that goes with a row or a selection, and deletes it when that is confirmed. */
export function DeleteConfirmation({ entity, action, recordKey }: PageProps) {
  const { plan, refusal, reload, ask } = useDeletion(entity, action, recordKey);
  if (refusal) return <Problem refusal={refusal} retry={reload} />;
  if (!plan) return <Loader />;
  return (
    <Confirmation key={plan.obstacles.length} entity={entity} recordKey={recordKey} plan={plan} ask={ask} />
  );
}

interface Props {
  entity: string;
  recordKey: string;
  plan: DeletionAnswer;
  ask: Asked;
}

function Confirmation({ entity, recordKey, plan, ask }: Props) {
  const { go } = useNavigation();
  const notice = useNotice();
  const [busy, setBusy] = useState(false);
  const back = plan.title === null ? lastListPath(entity) : recordPath(entity, recordKey, 'show');
  const isBlocked = plan.obstacles.length > 0;
  const remove = async (): Promise<void> => {
    setBusy(true);
    const answer = await ask();
    if (answer.ok) {
      notice(answer.body.notice.message);
      go(lastListPath(entity), { replace: true });
      return;
    }
    setBusy(false);
    notice(answer.body.notice.message, 'error');
  };
  const trail = [
    { label: plan.label, path: lastListPath(entity) },
    ...(plan.title === null ? [] : [{ label: plan.title, path: back }]),
  ];
  return (
    <>
      <PageHeader title={titleOf(plan)} trail={trail} />
      <Card data-testid="deletion">
        {isBlocked ? (
          <MessageBox
            variant="danger"
            message="This cannot be deleted: something stands against it, so nothing will be."
          />
        ) : (
          <MessageBox
            variant="info"
            message={`This deletes ${countText(totalOf(plan.going))} record${totalOf(plan.going) === 1 ? '' : 's'} for good.`}
          />
        )}
        {isBlocked && (
          <Section>
            <h2>Stands against it</h2>
            <ul data-testid="obstacles">
              {plan.obstacles.map((rows, index) => (
                <AffectedRows key={index} rows={rows} note={REASONS[rows.reason]} />
              ))}
            </ul>
          </Section>
        )}
        <Section>
          <h2>{isBlocked ? 'Would be deleted' : 'Will be deleted'}</h2>
          <GoingRows rows={[plan.going]} />
        </Section>
        {plan.cleared.length > 0 && (
          <Section>
            <h2>{isBlocked ? 'Would lose a value' : 'Will lose a value'}</h2>
            <ul>
              {plan.cleared.map((rows, index) => (
                <AffectedRows key={index} rows={rows} note={rows.field ?? undefined} />
              ))}
            </ul>
          </Section>
        )}
        <Buttons>
          {!isBlocked && (
            <Button variant="contained" color="danger" disabled={busy} onClick={remove} data-testid="confirm">
              {busy ? 'Deleting…' : 'Delete'}
            </Button>
          )}
          <Button variant="outlined" disabled={busy} onClick={() => go(back)}>
            {isBlocked ? 'Back' : 'Cancel'}
          </Button>
        </Buttons>
      </Card>
    </>
  );
}
