import type { ColumnRules } from './column-rules.js';
import type { FieldKind } from './field-kind.js';
import { ValueError } from './field-values.js';

/** Whole numbers may have more digits than a number keeps. */
const isLess = (kind: FieldKind, a: string, b: string): boolean => {
  if (kind === 'date') return a < b;
  return kind === 'integer' ? BigInt(a) < BigInt(b) : Number(a) < Number(b);
};

function refuseLength({ minLength, maxLength }: ColumnRules, text: string): void {
  // As PostgreSQL counts: characters, not UTF-16 units.
  const length = maxLength !== null || minLength !== null ? [...text].length : 0;
  if (maxLength !== null && length > maxLength)
    throw new ValueError(`Enter at most ${maxLength} characters; this has ${length}.`);
  if (minLength !== null && length < minLength)
    throw new ValueError(
      minLength === 1 ? 'This field is required.' : `Enter at least ${minLength} characters.`,
    );
}

function refuseDigits({ scale, wholeDigits }: ColumnRules, decimal: string): void {
  const [whole = '', fraction = ''] = decimal.replace(/^[+-]?0*/, '').split('.');
  if (scale !== null && fraction.replace(/0+$/, '').length > scale)
    throw new ValueError(
      scale === 0 ? 'Enter a number without decimals.' : `Enter at most ${scale} digits after the point.`,
    );
  if (wholeDigits !== null && whole.length > wholeDigits)
    throw new ValueError(`Enter at most ${wholeDigits} digits before the point.`);
}

/** Refuses a value that the column's rules do not allow, in words for the person at the form. */
export function refuseAgainstRules(kind: FieldKind, rules: ColumnRules, value: unknown): void {
  if (kind === 'text' || kind === 'longText') refuseLength(rules, String(value));
  if (kind === 'decimal') refuseDigits(rules, String(value));
  if (!['integer', 'decimal', 'float', 'date'].includes(kind)) return;
  const { min, max } = rules;
  const text = String(value);
  if (min !== null && isLess(kind, text, min))
    throw new ValueError(`Enter ${min} or ${kind === 'date' ? 'later' : 'more'}.`);
  if (max !== null && isLess(kind, max, text))
    throw new ValueError(`Enter ${max} or ${kind === 'date' ? 'earlier' : 'less'}.`);
}
