import { Icon } from '@adminjs/design-system';
import type { CellAnswer, ColumnAnswer } from '../../answers/list.answer.js';
import { pageAddress, recordPath } from '../kit/addresses.js';
import { Link } from '../kit/navigation.js';
import { styled } from '../kit/styled.js';

const INSTANT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const FULL_INSTANT = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });

const Empty = styled.span`
  color: ${({ theme }) => theme.colors.grey60};
`;

const Tag = styled.span`
  display: inline-block;
  padding: 0 8px;
  border-radius: 10px;
  background: ${({ theme }) => theme.colors.primary20};
  color: ${({ theme }) => theme.colors.grey100};
  font-size: 12px;
  line-height: 20px;
  white-space: nowrap;
  & + & {
    margin-left: 4px;
  }
`;

const Mark = styled.span<{ $yes: boolean }>`
  display: inline-flex;
  color: ${({ theme, $yes }) => ($yes ? theme.colors.success : theme.colors.grey60)};
  svg {
    stroke-width: 2.5;
  }
`;

const Long = styled.span`
  display: -webkit-box;
  -webkit-box-orient: vertical;
  -webkit-line-clamp: 2;
  overflow: hidden;
  overflow-wrap: break-word;
`;

/** One value of a row, as its kind is best read. */
export function ListCell({ column, value }: { column: ColumnAnswer; value: CellAnswer }) {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0))
    return (
      <Empty role="img" aria-label="empty" title="empty">
        –
      </Empty>
    );
  if (Array.isArray(value)) return value.map((item: string, index) => <Tag key={index}>{item}</Tag>);
  if (typeof value === 'object')
    return <Reference column={column} value={value as { key: string; title: string }} />;
  switch (column.kind) {
    case 'boolean':
      return (
        <Mark $yes={value === true} role="img" aria-label={value ? 'yes' : 'no'} title={value ? 'yes' : 'no'}>
          <Icon icon={value ? 'Check' : 'X'} />
        </Mark>
      );
    case 'choice':
      return <Tag>{String(value)}</Tag>;
    case 'instant':
      return (
        <time dateTime={String(value)} title={FULL_INSTANT.format(new Date(String(value)))}>
          {INSTANT.format(new Date(String(value)))}
        </time>
      );
    case 'date':
      return <time dateTime={String(value)}>{dayText(String(value))}</time>;
    case 'text':
      return <Long title={String(value).length > 80 ? String(value) : undefined}>{String(value)}</Long>;
    default:
      return String(value);
  }
}

function Reference({ column, value }: { column: ColumnAnswer; value: { key: string; title: string } }) {
  if (column.references === null) return value.title;
  return <Link to={pageAddress(recordPath(column.references, value.key, 'show'))}>{value.title}</Link>;
}

/** A day as people write it here; what the calendar of this browser does not know stays as it is. */
function dayText(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? day : DAY.format(date);
}
