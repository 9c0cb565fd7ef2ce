import type { CvEntry } from '../../document/cv-document.js';
import type { Verdict } from './prose-check.js';

/** The text that stands for a list in a change: one element per line, a line break within one made visible. */
export function listLines(items: readonly (string | CvEntry)[]): string {
  return items
    .map((item) => (typeof item === 'string' ? item : entryLabel(item)).replace(/\n/g, ' ⏎ '))
    .join('\n');
}

function entryLabel(entry: CvEntry): string {
  const dates = [entry.start?.raw, entry.end?.raw].filter(Boolean).join(' – ');
  return [entry.title, entry.organisation, dates].filter(Boolean).join(', ') || entry.body || '(untitled)';
}

/** A new order, as indices into the old list; those left out are dropped. */
export type NewOrder = number[];

/** Reads the new order of a list from the lines of a change; equal lines keep their order. */
export function newOrder(before: string, after: string, count: number): NewOrder | Verdict {
  const old = before.split('\n');
  const taken = new Set<number>();
  const order: NewOrder = [];
  for (const line of after === '' && count > 0 ? [] : after.split('\n')) {
    const at = old.findIndex((one, i) => one === line && !taken.has(i));
    if (at < 0 || at >= count) return { reason: 'not_a_permutation', detail: line.slice(0, 200) };
    taken.add(at);
    order.push(at);
  }
  return order;
}

/** Bullets may lose what is blank or stands there twice, entries nothing. */
export function checkDrops(items: readonly unknown[], order: NewOrder): Verdict {
  const kept = new Set(order.map((i) => fold(items[i])));
  const lost = items.filter((item, i) => !order.includes(i) && !isDroppable(item, kept));
  return lost.length > 0 ? { reason: 'lost_item', detail: lost.map(String).join(' | ').slice(0, 200) } : null;
}

function isDroppable(item: unknown, kept: Set<string>): boolean {
  return typeof item === 'string' && (!/[\p{L}\p{N}]/u.test(item) || kept.has(fold(item)));
}

/** Compares list elements apart from letter case and white space. */
export function fold(item: unknown): string {
  return typeof item === 'string' ? item.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim() : '';
}
