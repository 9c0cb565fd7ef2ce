import type { ReactNode } from 'react';
import type { AffectedAnswer, GoingAnswer } from '../../answers/deletion.answer.js';
import { pageAddress, recordPath } from '../kit/addresses.js';
import { Link } from '../kit/navigation.js';
import { styled } from '../kit/styled.js';

const List = styled.ul`
  & & {
    margin: 8px 0 0 4px;
    padding-left: 20px;
    border-left: 1px solid ${({ theme }) => theme.colors.grey20};
  }
`;

const Item = styled.li`
  padding: 6px 0;
  line-height: 24px;
  overflow-wrap: anywhere;
  a {
    color: ${({ theme }) => theme.colors.primary100};
    text-decoration: none;
  }
  a:hover {
    text-decoration: underline;
  }
`;

const Count = styled.span`
  color: ${({ theme }) => theme.colors.grey60};
`;

const format = new Intl.NumberFormat('en');

/** A number of rows as people read it. */
export const countText = (count: number): string => format.format(count);

interface Props {
  rows: AffectedAnswer;
  /** What is said of them beside their number. */
  note?: string;
  children?: ReactNode;
}

/** Rows of one entity: what they are, how many, the first by name. */
export function AffectedRows({ rows: { entity, label, count, named }, note, children }: Props) {
  const others = count - named.length;
  return (
    <Item>
      <strong>{label}</strong>{' '}
      <Count>
        {countText(count)}
        {note && ` · ${note}`}
      </Count>
      {named.length > 0 && (
        <div>
          {named.map(({ key, title }, index) => (
            <span key={key}>
              {index > 0 && ', '}
              <Link to={pageAddress(recordPath(entity!, key, 'show'))}>{title}</Link>
            </span>
          ))}
          {others > 0 && <Count> and {countText(others)} more</Count>}
        </div>
      )}
      {children}
    </Item>
  );
}

/** Rows that go, each with those that go by them below. */
export function GoingRows({ rows }: { rows: readonly GoingAnswer[] }) {
  return (
    <List>
      {rows.map((going) => (
        <AffectedRows key={going.label} rows={going}>
          {going.with.length > 0 && <GoingRows rows={going.with} />}
        </AffectedRows>
      ))}
    </List>
  );
}
