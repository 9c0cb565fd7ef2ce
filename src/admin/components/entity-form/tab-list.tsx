import type { KeyboardEvent } from 'react';
import { styled } from '../kit/styled.js';

const List = styled.div`
  display: flex;
  flex-wrap: wrap;
  gap: 4px;
  margin-bottom: 16px;
  border-bottom: 1px solid ${({ theme }) => theme.colors.grey40};
`;

const Tab = styled.button<{ $chosen?: boolean }>`
  padding: 8px 16px;
  margin-bottom: -1px;
  font: inherit;
  font-weight: ${({ $chosen }) => ($chosen ? 600 : 400)};
  color: ${({ $chosen, theme }) => ($chosen ? theme.colors.primary100 : 'inherit')};
  background: none;
  border: 0;
  border-bottom: 2px solid ${({ $chosen, theme }) => ($chosen ? theme.colors.primary100 : 'transparent')};
  cursor: pointer;
  &:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary100};
    outline-offset: -2px;
  }
`;

interface Props {
  tabs: readonly string[];
  chosen: string | null;
  wrong: readonly (string | null)[];
  onChoose(tab: string): void;
}

/** Ids of a tab and of what it shows; blanks, which its name may have, would part an id in two. */
export const idsOf = (tab: string): { tab: string; panel: string } => {
  const name = tab.replaceAll(/\s+/g, '-');
  return { tab: `tab-${name}`, panel: `panel-${name}` };
};

/** Tabs, of which the arrow keys choose one. */
export function TabList({ tabs, chosen, wrong, onChoose }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = tabs[(tabs.indexOf(chosen ?? '') + step + tabs.length) % tabs.length]!;
    onChoose(next);
    document.getElementById(idsOf(next).tab)?.focus();
  };
  return (
    <List role="tablist" onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <Tab
          key={tab}
          id={idsOf(tab).tab}
          type="button"
          role="tab"
          aria-selected={tab === chosen}
          aria-controls={idsOf(tab).panel}
          tabIndex={tab === chosen ? 0 : -1}
          $chosen={tab === chosen}
          onClick={() => onChoose(tab)}
        >
          {tab}
          {wrong.includes(tab) && (
            <span role="img" aria-label="something here is wrong" title="Something here is wrong">
              {' '}
              ⚠
            </span>
          )}
        </Tab>
      ))}
    </List>
  );
}
