import type { CountAnswer } from '../../answers/list.answer.js';

const NUMBER = new Intl.NumberFormat('en');

/** A count as people read it: `1,234`, `~1,000,000` when estimated, `10,000+` when there are more. */
export function countText({ value, is }: CountAnswer): string {
  if (is === 'capped') return `${NUMBER.format(value - 1)}+`;
  return `${is === 'estimated' ? '~' : ''}${NUMBER.format(value)}`;
}

/** A number with separators. */
export function numberText(value: number): string {
  return NUMBER.format(value);
}
