import type { FormField, FormLink } from '../../answers/form.answer.js';
import { Control } from '../fields/control.js';
import { descriptionsOf, FieldRow } from '../fields/field-row.js';
import { LinkControl } from '../fields/link-control.js';
import { ShownValue } from '../fields/shown-value.js';
import type { FormState } from './form-state.js';

interface FieldProps {
  field: FormField;
  state: FormState;
  error?: string;
}

/** What one should know before typing, where nothing else says it. */
function hintOf({ maxLength, scale, kind }: FormField): string | null {
  if (maxLength !== null) return `At most ${maxLength} characters.`;
  return kind === 'decimal' && scale !== null ? `Up to ${scale} digits after the point.` : null;
}

/** A field of a form: a control where it can be written, else its value. */
export function FormFieldRow({ field, state, error }: FieldProps) {
  const { name, label, required, writable } = field;
  const { values, titles } = state.typed;
  const help = field.help ?? (writable ? hintOf(field) : null);
  const id = `field-${name}`;
  const common = { name, label, help, error };
  if (!writable)
    return (
      <FieldRow {...common} id={null}>
        <ShownValue field={field} value={values[name]} title={titles[name]} />
      </FieldRow>
    );
  return (
    <FieldRow {...common} id={id} required={required}>
      <Control
        field={field}
        id={id}
        value={values[name]}
        title={titles[name]}
        wrong={error !== undefined}
        describedBy={descriptionsOf(id, help, error)}
        onChange={(value, title) => state.set(name, value, title)}
      />
    </FieldRow>
  );
}

/** A many-to-many relation in a form. */
export function FormLinkRow({ link, state, error }: { link: FormLink; state: FormState; error?: string }) {
  const { name, label, help } = link;
  const id = `field-${name}`;
  const chosen = state.typed.chosen[name] ?? [];
  if (!link.writable)
    return (
      <FieldRow id={null} name={name} label={label} help={help}>
        {chosen.map(({ title }) => title).join(', ') || '—'}
      </FieldRow>
    );
  return (
    <FieldRow id={id} name={name} label={label} help={help} error={error}>
      <LinkControl
        link={link}
        id={id}
        chosen={chosen}
        wrong={error !== undefined}
        describedBy={descriptionsOf(id, help, error)}
        onChange={(next) => state.choose(name, next)}
      />
    </FieldRow>
  );
}
