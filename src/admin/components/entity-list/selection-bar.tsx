import { Button, Icon } from '@adminjs/design-system';
import type { ListAnswer } from '../../answers/list.answer.js';
import { styled } from '../kit/styled.js';
import { RowActions } from '../row-actions/row-actions.js';
import type { Selection } from '../row-actions/selection.js';
import { LinkButton } from './control-style.js';
import { countText, numberText } from './count-text.js';

const Bar = styled.div`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px 16px;
  margin-bottom: 12px;
  padding: 6px 12px;
  background: ${({ theme }) => theme.colors.primary20};
  border-radius: 4px;
  font-size: 14px;
  .actions {
    display: flex;
    gap: 8px;
    margin-left: auto;
  }
`;

interface Props {
  entity: string;
  selection: Selection;
  list: ListAnswer;
  /** How many rows are selected, or all that match. */
  selected: number | 'all';
  selectAll(): void;
  clear(): void;
  remove(): void;
}

/** What is selected, the way to select all that match, and what can be done with them. */
export function SelectionBar({ entity, selection, list, selected, selectAll, clear, remove }: Props) {
  const { rows, count, can, actions } = list;
  const isWholePage = selected === rows.length && rows.length < count.value;
  return (
    <Bar role="status" data-testid="selection">
      <span>{selected === 'all' ? `All ${countText(count)} that match` : numberText(selected)} selected</span>
      {isWholePage && <LinkButton onClick={selectAll}>Select all {countText(count)} that match</LinkButton>}
      <LinkButton onClick={clear}>Clear the selection</LinkButton>
      <span className="actions">
        <RowActions entity={entity} actions={actions} of={selection} />
        {can.delete && (
          <Button type="button" variant="danger" size="sm" onClick={remove} data-testid="bulk-delete">
            <Icon icon="Trash2" />
            Delete …
          </Button>
        )}
      </span>
    </Bar>
  );
}
