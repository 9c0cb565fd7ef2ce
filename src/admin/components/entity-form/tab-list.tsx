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

/** Tabs, of which the arrow keys choose one. */
export function TabList({ tabs, chosen, wrong, onChoose }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const next = tabs[(tabs.indexOf(chosen ?? '') + step + tabs.length) % tabs.length]!;
    onChoose(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <List role="tablist" onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <Tab
          key={tab}
          id={`tab-${tab}`}
          type="button"
          role="tab"
          aria-selected={tab === chosen}
          aria-controls={`panel-${tab}`}
          tabIndex={tab === chosen ? 0 : -1}
          $chosen={tab === chosen}
          onClick={() => onChoose(tab)}
        >
          {tab}
          {wrong.includes(tab) && <span title="Something here is wrong"> ⚠</span>}
        </Tab>
      ))}
    </List>
  );
}
