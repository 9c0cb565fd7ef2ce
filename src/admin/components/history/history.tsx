import { Button, Loader } from '@adminjs/design-system';
import type { HistoryAnswer } from '../../answers/history.answer.js';
import { pageAddress, recordPath } from '../kit/addresses.js';
import { Card } from '../kit/card.js';
import { lastListPath } from '../kit/last-list.js';
import { Link, useNavigation } from '../kit/navigation.js';
import { PageHeader } from '../kit/page-header.js';
import type { PageProps } from '../kit/page-props.js';
import { Problem } from '../kit/problem.js';
import { styled } from '../kit/styled.js';
import { useLoaded } from '../kit/use-loaded.js';
import { HistoryEntry } from './history-entry.js';

const Pager = styled.nav`
  display: flex;
  align-items: center;
  justify-content: center;
  gap: 16px;
  margin-top: 24px;
`;

/** What was done to a row, the newest first. */
export function History({ entity, recordKey }: PageProps) {
  const { query, setQuery } = useNavigation();
  const page = query.get('page');
  const path = recordPath(entity, recordKey, 'history');
  const { body, refusal, loading, reload } = useLoaded<HistoryAnswer>(page ? `${path}?page=${page}` : path);
  if (refusal) return <Problem refusal={refusal} retry={reload} />;
  if (!body) return <Loader />;
  const show = recordPath(entity, recordKey, 'show');
  const turn = (to: number) => setQuery(new URLSearchParams({ page: String(to) }));
  const trail = [
    { label: body.label, path: lastListPath(entity) },
    ...(body.exists ? [{ label: body.title, path: show }] : []),
  ];
  return (
    <>
      <PageHeader title={`History of ${body.title}`} trail={trail} tag={String(body.count)} />
      <Card aria-busy={loading} data-testid="history">
        {body.entries.length === 0 && <p>Nothing has been done to this in the panel yet.</p>}
        <ol>
          {body.entries.map((entry) => (
            <HistoryEntry key={entry.id} entry={entry} />
          ))}
        </ol>
        {body.pages > 1 && (
          <Pager aria-label="Pages">
            <Button disabled={body.page <= 1} onClick={() => turn(body.page - 1)}>
              Newer
            </Button>
            <span>
              Page {body.page} of {body.pages}
            </span>
            <Button disabled={body.page >= body.pages} onClick={() => turn(body.page + 1)}>
              Older
            </Button>
          </Pager>
        )}
      </Card>
      {!body.exists && (
        <p>
          <Link to={pageAddress(lastListPath(entity))}>Back to the list</Link>
        </p>
      )}
    </>
  );
}
