import type { FormField, FormInline } from '../../answers/form.answer.js';
import { Control } from '../fields/control.js';
import { descriptionsOf, Wrong } from '../fields/field-row.js';
import { ShownValue } from '../fields/shown-value.js';
import { placeOf, type TypedRow } from './inline-state.js';

interface Props {
  inline: FormInline;
  row: TypedRow;
  field: FormField;
  /** What the row is called to those who cannot see it. */
  rowLabel: string;
  isWritable: boolean;
  error?: string;
  onChange(row: TypedRow): void;
}

/** One value of a row: a control where it can be written. */
export function InlineCell({ inline, row, field, rowLabel, isWritable, error, onChange }: Props) {
  const { name, label } = field;
  const place = placeOf(inline, row, name);
  const id = `field-${place}`;
  const set: Parameters<typeof Control>[0]['onChange'] = (value, title) => {
    const titles = { ...row.titles };
    if (title) titles[name] = title;
    else delete titles[name];
    onChange({ ...row, values: { ...row.values, [name]: value }, titles });
  };
  return (
    <td data-field={place}>
      <label htmlFor={isWritable ? id : undefined}>
        {label}
        <span className="unseen"> of {rowLabel}</span>
      </label>
      {isWritable ? (
        <Control
          field={field}
          id={id}
          value={row.values[name]}
          title={row.titles[name]}
          wrong={error !== undefined}
          describedBy={descriptionsOf(id, null, error)}
          onChange={set}
        />
      ) : (
        <ShownValue field={field} value={row.values[name]} title={row.titles[name]} />
      )}
      {error && <Wrong id={`${id}-error`}>{error}</Wrong>}
    </td>
  );
}
