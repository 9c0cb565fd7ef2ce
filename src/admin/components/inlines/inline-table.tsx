import { Button, Icon } from '@adminjs/design-system';
import type { FormInline } from '../../answers/form.answer.js';
import { inSentence } from '../../answers/label-text.js';
import { listPath, pageAddress } from '../kit/addresses.js';
import { Card, CardTitle } from '../kit/card.js';
import { Link } from '../kit/navigation.js';
import { InlineRow } from './inline-row.js';
import { rowsOf, type TypedRow, withNew } from './inline-state.js';
import { InlineRows } from './inline-styles.js';

interface Props {
  inline: FormInline;
  /** As they stand in the form; absent where they are only to be read. */
  rows?: readonly TypedRow[];
  problems?: Readonly<Record<string, string>>;
  onChange?(rows: TypedRow[]): void;
}

/** Rows that belong to the one of the page, as a table. */
export function InlineTable({ inline, rows = rowsOf(inline), problems = {}, onChange }: Props) {
  const { name, label, pluralLabel, fields, settable, hasMore } = inline;
  const change = (id: string, next: TypedRow | null): void =>
    onChange?.(rows.flatMap((row) => (row.id === id ? (next ?? []) : row)));
  return (
    <Card aria-label={pluralLabel} style={{ marginBottom: 24 }} data-testid={`inlines-${name}`}>
      <CardTitle>{pluralLabel}</CardTitle>
      {hasMore && (
        <p>
          Only the first {rows.length} are shown here; change them in{' '}
          <Link to={pageAddress(listPath(name))}>their own list</Link>.
        </p>
      )}
      {rows.length === 0 && <p>None yet.</p>}
      {rows.length > 0 && (
        <InlineRows>
          <thead>
            <tr>
              {fields.map((field) => (
                <th key={field.name} scope="col">
                  {field.label}
                  {field.required && settable.includes(field.name) && ' *'}
                </th>
              ))}
              <th scope="col">
                <span className="unseen">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <InlineRow
                key={row.id}
                inline={inline}
                row={row}
                number={index + 1}
                problems={problems}
                onChange={(next) => change(row.id, next)}
              />
            ))}
          </tbody>
        </InlineRows>
      )}
      {onChange && settable.length > 0 && (
        <Button type="button" size="sm" mt="lg" onClick={() => onChange(withNew(inline, rows))}>
          <Icon icon="Plus" />
          Add {inSentence(label)}
        </Button>
      )}
    </Card>
  );
}
