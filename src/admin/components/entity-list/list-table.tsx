import { Icon } from '@adminjs/design-system';
import type { MouseEvent } from 'react';
import type { ColumnAnswer, ListAnswer } from '../../answers/list.answer.js';
import { pageAddress, recordPath } from '../kit/addresses.js';
import { Link } from '../kit/navigation.js';
import { RowMenu } from '../row-actions/row-menu.js';
import { nextSort } from './list-address.js';
import { ListCell } from './list-cell.js';
import { Scroll, SortButton, Table } from './table-style.js';

interface Props {
  entity: string;
  list: ListAnswer;
  isBusy: boolean;
  /** The order that was asked for, which the rows may not be in yet. */
  sort: string;
  /** Keys of the rows that are selected; null where there is nothing to do with a selection. */
  selected: ReadonlySet<string> | null;
  select(keys: readonly string[], isSelected: boolean): void;
  sortBy(sort: string): void;
  open(key: string): void;
}

/** The rows of a page: heads that sort, cells by kind, a box to select each. */
export function ListTable({ entity, list, isBusy, sort, selected, select, sortBy, open }: Props) {
  const { columns, rows } = list;
  const all = rows.map(({ key }) => key);
  const count = selected ? all.filter((key) => selected.has(key)).length : 0;
  const openRow = (event: MouseEvent, key: string): void => {
    const isControl = (event.target as Element).closest('a, button, input, label');
    if (!isControl && !getSelection()?.toString()) open(key);
  };
  return (
    <Scroll $isBusy={isBusy} aria-busy={isBusy} tabIndex={0} role="region" aria-label={list.title}>
      <Table>
        <thead>
          <tr>
            {selected && (
              <th className="box">
                <input
                  type="checkbox"
                  aria-label="Select all rows of this page"
                  checked={count === all.length}
                  ref={(box) => void (box && (box.indeterminate = count > 0 && count < all.length))}
                  onChange={({ target }) => select(all, target.checked)}
                />
              </th>
            )}
            {columns.map((column) => (
              <Head key={column.name} column={column} sort={sort} sortBy={sortBy} />
            ))}
            <th className="options">
              <span className="unseen">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr
              key={key}
              data-id={key}
              className={selected?.has(key) ? 'selected' : undefined}
              onClick={(event) => openRow(event, key)}
            >
              {selected && (
                <td className="box">
                  <input
                    type="checkbox"
                    aria-label={`Select ${labelOf(list, cells)}`}
                    checked={selected.has(key)}
                    onChange={({ target }) => select([key], target.checked)}
                  />
                </td>
              )}
              {cells.map((value, index) => {
                const column = columns[index]!;
                const isWay = index === 0 && column.kind !== 'reference' && value !== null && value !== '';
                const cell = <ListCell column={column} value={value} />;
                return (
                  <td key={column.name} className={column.kind}>
                    {isWay ? <Link to={pageAddress(recordPath(entity, key, 'show'))}>{cell}</Link> : cell}
                  </td>
                );
              })}
              <td className="options">
                <Link to={pageAddress(recordPath(entity, key, 'show'))} title="Show" aria-label="Show">
                  <Icon icon="Eye" />
                </Link>
                {list.can.change && (
                  <Link to={pageAddress(recordPath(entity, key, 'edit'))} title="Edit" aria-label="Edit">
                    <Icon icon="Edit2" />
                  </Link>
                )}
                {list.actions.length > 0 && (
                  <RowMenu entity={entity} recordKey={key} actions={list.actions} />
                )}
                {list.can.delete && (
                  <Link
                    to={pageAddress(recordPath(entity, key, 'delete'))}
                    title="Delete"
                    aria-label="Delete"
                  >
                    <Icon icon="Trash2" />
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Scroll>
  );
}

interface HeadProps {
  column: ColumnAnswer;
  sort: string;
  sortBy(sort: string): void;
}

function Head({ column: { name, label, kind, isSortable }, sort, sortBy }: HeadProps) {
  const order = sort.split(',');
  const place = order.findIndex((part) => part.replace(/^-/, '') === name);
  const isDescending = place >= 0 && order[place]!.startsWith('-');
  const direction = isDescending ? 'descending' : 'ascending';
  if (!isSortable) return <th className={kind}>{label}</th>;
  return (
    <th className={kind} aria-sort={place < 0 ? 'none' : direction}>
      <SortButton
        type="button"
        title="Sort; with Shift, after the columns sorted by already"
        onClick={({ shiftKey }) => sortBy(nextSort(sort, name, shiftKey))}
      >
        {label}
        {place >= 0 && <Icon icon={isDescending ? 'ChevronDown' : 'ChevronUp'} />}
        {place >= 0 && order.length > 1 && <sub aria-hidden>{place + 1}</sub>}
      </SortButton>
    </th>
  );
}

/** What a row is called to those who cannot see it beside its box. */
function labelOf({ columns }: ListAnswer, cells: ListAnswer['rows'][number]['cells']): string {
  const [value = null] = cells;
  const text = value !== null && typeof value === 'object' && 'title' in value ? value.title : value;
  return `${columns[0]?.label ?? ''} ${String(text ?? 'empty')}`;
}
