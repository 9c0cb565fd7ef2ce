import { Icon } from '@adminjs/design-system';
import type { RecentAction } from '../../answers/overview.answer.js';
import { pageAddress } from '../kit/addresses.js';
import { Card, CardTitle } from '../kit/card.js';
import { site } from '../kit/globals.js';
import { Link } from '../kit/navigation.js';
import { styled } from '../kit/styled.js';
import { ago } from '../kit/time.js';

const ICONS: Record<string, string> = { create: 'Plus', update: 'Edit2', delete: 'Trash2' };
const WORDS: Record<string, string> = { create: 'Added', update: 'Changed', delete: 'Deleted' };

interface Props {
  actions: readonly RecentAction[];
  everyone: boolean;
  /** Absent for those who may see only their own. */
  onChange?(everyone: boolean): void;
}

const Switch = styled.select`
  margin-left: auto;
  padding: 4px 8px;
  border: 1px solid ${({ theme }) => theme.colors.inputBorder};
  border-radius: 6px;
  background: none;
  color: inherit;
  font: inherit;
  font-weight: 400;
`;

const Line = styled.li`
  display: grid;
  grid-template-columns: 16px minmax(0, 1fr);
  gap: 2px 12px;
  padding: 10px 0;
  border-top: 1px solid ${({ theme }) => theme.colors.border};
  line-height: 20px;
  svg {
    margin-top: 3px;
    color: ${({ theme }) => theme.colors.grey60};
  }
  a,
  b {
    color: ${({ theme }) => theme.colors.text};
    font-weight: 600;
    overflow-wrap: anywhere;
    text-decoration: none;
  }
  a:hover {
    text-decoration: underline;
  }
  small {
    grid-column: 2;
    font-size: 12px;
    color: ${({ theme }) => theme.colors.grey60};
  }
`;

const wordOf = (action: string): string =>
  WORDS[action] ?? (action.charAt(0).toUpperCase() + action.slice(1)).replaceAll('_', ' ');

const labelOf = (entity: string): string =>
  site.SITE.groups.flatMap(({ entities }) => entities).find(({ id }) => id === entity)?.label ?? entity;

/** What was done lately, by this person or by everyone. */
export function Recent({ actions, everyone, onChange }: Props) {
  return (
    <Card aria-label="Recent actions" data-testid="recent-actions">
      <CardTitle>
        Recent actions
        {onChange && (
          <Switch
            aria-label="Whose actions"
            value={everyone ? 'everyone' : 'me'}
            onChange={({ target }) => onChange(target.value === 'everyone')}
          >
            <option value="me">Mine</option>
            <option value="everyone">Everyone’s</option>
          </Switch>
        )}
      </CardTitle>
      {actions.length === 0 && <p>Nothing yet.</p>}
      <ol>
        {actions.map(({ id, at, action, who, entity, title, path }) => (
          <Line key={id}>
            <Icon icon={ICONS[action] ?? 'Zap'} />
            <span>
              {wordOf(action)} {path ? <Link to={pageAddress(path)}>{title}</Link> : <b>{title}</b>}
            </span>
            <small>
              {labelOf(entity)} ·{' '}
              <time dateTime={at} title={new Date(at).toLocaleString()}>
                {ago(at)}
              </time>
              {who !== null && ` · ${who}`}
            </small>
          </Line>
        ))}
      </ol>
    </Card>
  );
}
