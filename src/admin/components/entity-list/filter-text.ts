import type { FilterAnswer } from '../../answers/list.answer.js';
import type { FilterInUse } from './list-address.js';

/** Periods by their names in addresses. */
export const PRESETS: Readonly<Record<string, string>> = {
  today: 'Today',
  yesterday: 'Yesterday',
  'last-7-days': 'Last 7 days',
  'last-30-days': 'Last 30 days',
  'this-month': 'This month',
  'this-year': 'This year',
};

/** A filter in use as a short sentence: `Status is done or failed`. */
export function filterText(filter: FilterAnswer, { operator, values }: FilterInUse): string {
  const { label, control, titles } = filter;
  if (operator === 'empty') return `${label} is ${values[0] === 'true' ? 'empty' : 'not empty'}`;
  if (operator === 'from') return `${label} from ${values[0] ?? ''}`;
  if (operator === 'to') return `${label} up to ${values[0] ?? ''}`;
  const words = values.map((value) => {
    if (control === 'boolean') return value === 'true' ? 'yes' : 'no';
    if (control === 'date' || control === 'instant') return periodText(value);
    return titles?.[value] ?? value;
  });
  return `${label} ${control === 'text' ? 'contains' : 'is'} ${words.join(' or ')}`;
}

/** `2026-01` as "January 2026". */
export function periodText(period: string): string {
  if (PRESETS[period]) return PRESETS[period].toLowerCase();
  if (!/^\d{4}-\d\d(-\d\d)?$/.test(period)) return period;
  const isDay = period.length === 10;
  const date = new Date(`${isDay ? period : `${period}-01`}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return period;
  const style = isDay ? ({ dateStyle: 'medium' } as const) : ({ month: 'long', year: 'numeric' } as const);
  return new Intl.DateTimeFormat(undefined, { ...style, timeZone: 'UTC' }).format(date);
}
