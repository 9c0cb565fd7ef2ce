import type { ChangeAnswer, HistoryEntryAnswer } from '../../answers/history.answer.js';
import { styled } from '../kit/styled.js';

const Entry = styled.li`
  padding: 16px 0;
  border-bottom: 1px solid ${({ theme }) => theme.colors.grey20};
  &:first-child {
    padding-top: 0;
  }
  &:last-child {
    border-bottom: 0;
    padding-bottom: 0;
  }
`;

const When = styled.time`
  color: ${({ theme }) => theme.colors.grey60};
`;

const Changes = styled.table`
  width: 100%;
  margin-top: 12px;
  table-layout: fixed;
  th,
  td {
    padding: 4px 16px 4px 0;
    text-align: left;
    vertical-align: top;
    line-height: 20px;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  th {
    color: ${({ theme }) => theme.colors.grey60};
    font-weight: normal;
  }
  th:first-child {
    width: 22%;
    @media (max-width: 600px) {
      width: 112px;
    }
  }
`;

const Nothing = styled.span`
  color: ${({ theme }) => theme.colors.grey60};
`;

const WORDS: Record<string, string> = {
  create: 'created this',
  update: 'changed this',
  delete: 'deleted this',
  login: 'logged in',
  login_failed: 'failed to log in',
  logout: 'logged out',
};

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** Something that was done to a row, with what it changed. */
export function HistoryEntry({ entry: { at, who, action, changes } }: { entry: HistoryEntryAnswer }) {
  return (
    <Entry>
      <strong>{who ?? 'The system'}</strong> {WORDS[action] ?? `ran “${action}”`}{' '}
      <When dateTime={at}>{moment.format(new Date(at))}</When>
      {changes.length > 0 && (
        <Changes>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {changes.map((change) => (
              <tr key={change.label}>
                <td>{change.label}</td>
                <td>
                  <Value text={change.before} kind={change.kind} />
                </td>
                <td>
                  <Value text={change.after} kind={change.kind} />
                </td>
              </tr>
            ))}
          </tbody>
        </Changes>
      )}
    </Entry>
  );
}

function Value({ text, kind }: { text: string | null; kind: ChangeAnswer['kind'] }) {
  if (text === null || text === '') return <Nothing>{text === null ? '—' : 'empty'}</Nothing>;
  return <>{kind === 'instant' ? moment.format(new Date(text)) : text}</>;
}
