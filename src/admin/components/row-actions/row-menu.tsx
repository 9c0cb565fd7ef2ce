import { Icon } from '@adminjs/design-system';
import { Fragment, useEffect, useRef, useState } from 'react';
import type { ActionOffer } from '../../answers/action.answer.js';
import { recordPath } from '../kit/addresses.js';
import { useNavigation } from '../kit/navigation.js';
import { styled } from '../kit/styled.js';
import { MenuItems } from './menu-items.js';

const Opener = styled.button`
  padding: 0;
  color: ${({ theme }) => theme.colors.grey60};
  background: none;
  border: 0;
  cursor: pointer;
`;

const GroupName = styled.li`
  padding: 6px 16px 2px;
  font-size: 12px;
  color: ${({ theme }) => theme.colors.grey60};
`;

/** Where the open menu stands on the screen. */
interface Place {
  buttonTop: number;
  style: { right: number; top: number } | { right: number; bottom: number };
}

interface Props {
  entity: string;
  recordKey: string;
  actions: readonly ActionOffer[];
}

/** The declared actions of a row in a list, by group; it opens above the table, which would cut it off. */
export function RowMenu({ entity, recordKey, actions }: Props) {
  const { go } = useNavigation();
  const place = useRef<HTMLSpanElement>(null);
  const [at, setAt] = useState<Place | null>(null);
  const close = (): void => setAt(null);
  useEffect(() => {
    if (!at) return undefined;
    // It stands where its button stood when it was opened, and goes once that has moved.
    const follow = (): void => {
      if (place.current!.getBoundingClientRect().top !== at.buttonTop) close();
    };
    addEventListener('scroll', follow, true);
    return () => removeEventListener('scroll', follow, true);
  }, [at]);
  const open = (): void => {
    const button = place.current!.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    // Towards the larger part of the screen: below the last rows it would end outside.
    const upOrDown =
      button.bottom > clientHeight / 2 ? { bottom: clientHeight - button.top + 4 } : { top: button.bottom };
    setAt({ buttonTop: button.top, style: { right: clientWidth - button.right, ...upOrDown } });
  };
  const groups = [...new Set(actions.map(({ group }) => group))];
  return (
    <span
      ref={place}
      onKeyDown={({ key }) => key === 'Escape' && close()}
      onBlur={({ relatedTarget }) => !place.current?.contains(relatedTarget as Node | null) && close()}
    >
      <Opener
        type="button"
        title="More"
        aria-label="More actions"
        aria-expanded={at !== null}
        onClick={at ? close : open}
      >
        <Icon icon="MoreVertical" />
      </Opener>
      {at && (
        <MenuItems style={{ position: 'fixed', ...at.style }}>
          {groups.map((group) => (
            <Fragment key={group ?? ''}>
              {group !== null && <GroupName>{group}</GroupName>}
              {actions
                .filter((action) => action.group === group)
                .map(({ name, label, icon }) => (
                  <li key={name}>
                    <button
                      type="button"
                      onClick={() =>
                        go(`${recordPath(entity, recordKey, 'run')}?action=${encodeURIComponent(name)}`)
                      }
                    >
                      {icon && <Icon icon={icon} />}
                      {label}
                    </button>
                  </li>
                ))}
            </Fragment>
          ))}
        </MenuItems>
      )}
    </span>
  );
}
