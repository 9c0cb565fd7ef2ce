import { Button, Icon } from '@adminjs/design-system';
import { useId, useRef } from 'react';
import type { ActionOffer } from '../../answers/action.answer.js';
import { bulkPath, recordPath } from '../kit/addresses.js';
import { useNavigation } from '../kit/navigation.js';
import { styled } from '../kit/styled.js';
import { MenuItems } from './menu-items.js';
import { keepSelection, type Selection } from './selection.js';

const Menu = styled.details`
  position: relative;
  summary {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    padding: 6px 16px;
    line-height: 20px;
    border: 1px solid ${({ theme }) => theme.colors.grey40};
    border-radius: 4px;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
`;

interface Props {
  entity: string;
  actions: readonly ActionOffer[];
  /** The row they are for, or the selection; only what takes several rows is offered for the latter. */
  of: string | Selection;
}

/** The declared actions of a row or a selection: those of one group in a menu, the others as buttons. */
export function RowActions({ entity, actions, of }: Props) {
  const { go } = useNavigation();
  const offered = typeof of === 'string' ? actions : actions.filter(({ bulk }) => bulk);
  const groups = [...new Set(offered.map(({ group }) => group))];
  const run = ({ name }: ActionOffer): void => {
    const query = `?action=${encodeURIComponent(name)}`;
    if (typeof of === 'string') return go(`${recordPath(entity, of, 'run')}${query}`);
    keepSelection(entity, of);
    go(`${bulkPath(entity, 'bulkRun')}${query}`);
  };
  return (
    <>
      {groups.map((group) => {
        const members = offered.filter((action) => action.group === group);
        if (group !== null) return <ActionMenu key={group} group={group} actions={members} run={run} />;
        return members.map((action) => (
          <Button key={action.name} variant="outlined" onClick={() => run(action)}>
            {action.icon && <Icon icon={action.icon} />}
            {action.label}
          </Button>
        ));
      })}
    </>
  );
}

interface MenuProps {
  group: string;
  actions: readonly ActionOffer[];
  run(action: ActionOffer): void;
}

function ActionMenu({ group, actions, run }: MenuProps) {
  const menu = useRef<HTMLDetailsElement>(null);
  const id = useId();
  const close = (): void => menu.current?.removeAttribute('open');
  return (
    <Menu
      ref={menu}
      onKeyDown={(event) => event.key === 'Escape' && close()}
      onBlur={({ relatedTarget }) => !menu.current?.contains(relatedTarget as Node | null) && close()}
    >
      <summary aria-controls={id}>
        {group} <Icon icon="ChevronDown" />
      </summary>
      <MenuItems id={id}>
        {actions.map((action) => (
          <li key={action.name}>
            <button type="button" onClick={() => run(action)}>
              {action.icon && <Icon icon={action.icon} />}
              {action.label}
            </button>
          </li>
        ))}
      </MenuItems>
    </Menu>
  );
}
