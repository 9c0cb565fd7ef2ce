import { Icon } from '@adminjs/design-system';
import type { FormInline } from '../../answers/form.answer.js';
import { Wrong } from '../fields/field-row.js';
import { SmallButton } from '../fields/input-styles.js';
import { pageAddress, recordPath } from '../kit/addresses.js';
import { Link } from '../kit/navigation.js';
import { InlineCell } from './inline-cell.js';
import { placeOf, type TypedRow } from './inline-state.js';

interface Props {
  inline: FormInline;
  row: TypedRow;
  number: number;
  problems: Readonly<Record<string, string>>;
  /** Null takes a new row away again. */
  onChange(row: TypedRow | null): void;
}

/** A row that belongs to the form's: its values, the way to its own page, and whether it is to be deleted. */
export function InlineRow({ inline, row, number, problems, onChange }: Props) {
  const { key, isRemoved } = row;
  const stored = inline.rows.find((candidate) => candidate.key === key);
  const rowLabel = stored?.title ?? `new ${inline.label} ${number}`;
  const place = placeOf(inline, row);
  const isWritable = (name: string, writable: boolean): boolean =>
    key === null ? inline.settable.includes(name) : writable && !isRemoved && (stored?.may.change ?? false);
  return (
    <tr className={isRemoved ? 'removed' : undefined} data-testid={`inline-${inline.name}`}>
      {inline.fields.map((field) => (
        <InlineCell
          key={field.name}
          inline={inline}
          row={row}
          field={field}
          rowLabel={rowLabel}
          isWritable={isWritable(field.name, field.writable)}
          error={problems[placeOf(inline, row, field.name)]}
          onChange={onChange}
        />
      ))}
      <td className="options" data-field={place}>
        {stored && (
          <Link
            to={pageAddress(recordPath(inline.name, stored.key, 'show'))}
            title="Show"
            aria-label={`Show ${rowLabel}`}
          >
            <Icon icon="Eye" />
          </Link>
        )}
        {stored?.may.delete && (
          <label>
            <input
              type="checkbox"
              checked={isRemoved}
              onChange={({ target }) => onChange({ ...row, isRemoved: target.checked })}
            />{' '}
            Delete<span className="unseen"> {rowLabel}</span>
          </label>
        )}
        {key === null && (
          <SmallButton type="button" onClick={() => onChange(null)}>
            Remove<span className="unseen"> {rowLabel}</span>
          </SmallButton>
        )}
        {problems[place] && <Wrong>{problems[place]}</Wrong>}
      </td>
    </tr>
  );
}
