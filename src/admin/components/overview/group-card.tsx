import { Icon } from '@adminjs/design-system';
import type { OverviewGroup } from '../../answers/overview.answer.js';
import { actionPath, pageAddress } from '../kit/addresses.js';
import { Card, CardTitle } from '../kit/card.js';
import { Link } from '../kit/navigation.js';
import { styled } from '../kit/styled.js';

const Line = styled.li`
  display: flex;
  align-items: baseline;
  gap: 16px;
  padding: 7px 0;
  border-top: 1px solid ${({ theme }) => theme.colors.border};
  a {
    color: ${({ theme }) => theme.colors.primary100};
    text-decoration: none;
  }
  a:hover {
    text-decoration: underline;
  }
  > a:first-child {
    flex: 1;
    color: ${({ theme }) => theme.colors.text};
  }
  span {
    color: ${({ theme }) => theme.colors.grey60};
    font-variant-numeric: tabular-nums;
  }
  small {
    width: 32px;
    text-align: right;
    font-size: 12px;
  }
`;

/** A section with its entities: how many rows there are, and the way to them and to a new one. */
export function GroupCard({ name, icon, entities }: OverviewGroup) {
  return (
    <Card aria-label={name}>
      <CardTitle>
        <Icon icon={icon} />
        {name}
      </CardTitle>
      <ul>
        {entities.map(({ id, label, count, mayAdd }) => (
          <Line key={id}>
            <Link to={pageAddress(`/resources/${id}`)} data-testid="entity-link">
              {label}
            </Link>
            <span>{count}</span>
            <small>
              {mayAdd && (
                <Link to={pageAddress(actionPath(id, 'new'))} aria-label={`Add to ${label}`}>
                  Add
                </Link>
              )}
            </small>
          </Line>
        ))}
      </ul>
    </Card>
  );
}
