import type { FormField, Option } from '../../answers/form.answer.js';

/** What the control of a field is given. */
export interface ControlProps {
  field: FormField;
  /** Id of the control, which its label names. */
  id: string;
  value: unknown;
  /** What a reference is called. */
  title?: Option;
  wrong: boolean;
  /** Ids of the elements that describe it. */
  describedBy?: string;
  onChange(value: unknown, title?: Option): void;
}

/** Attributes that every control has. */
export const attributesOf = ({ field, id, wrong, describedBy }: ControlProps) => ({
  id,
  name: field.name,
  $wrong: wrong,
  'aria-invalid': wrong || undefined,
  'aria-required': field.required || undefined,
  'aria-describedby': describedBy,
});

/** A value as the text of an input. */
export const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : String(value);
