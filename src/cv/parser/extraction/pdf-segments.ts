import { isOrnament } from './bullets.js';
import type { PdfItem } from './pdf-page.js';

/** Words that stand together on a baseline without a wide gap. `order` is the place in the stream of the page. */
export interface Segment {
  text: string;
  x: number;
  right: number;
  y: number;
  size: number;
  bold: boolean;
  order: number;
  /** Whether it is a date or a place; undefined until asked. */
  marginal?: boolean;
}

/** Gaps in em: from WORD on a space is put, from WIDE two (letter-spaced words), from CELL on a new cell begins. */
const WORD_GAP = 0.14;
const WIDE_GAP = 0.75;
const CELL_GAP = 1.15;

/** Joins the items of a page to segments: first in stream order, then whatever touches on the same baseline. */
export function toSegments(items: PdfItem[]): Segment[] {
  const segments: Segment[] = [];
  let current: Segment | undefined;
  let spaced = false;
  for (const [order, item] of items.entries()) {
    if (item.text.trim() === '') {
      spaced = true; // how wide it is shows in the positions
      continue;
    }
    const next: Segment = { ...toSegment(item), order };
    if (current && follows(current, next)) append(current, next, spaced);
    else segments.push((current = next));
    spaced = false;
  }
  return mergeTouching(segments).filter((segment) => segment.text !== '');
}

/** Icon fonts spell out their pictures ("HOUSE-CHIMNEY"): such a glyph counts as a separator. */
function toSegment(item: PdfItem): Omit<Segment, 'order'> {
  const text = item.icon ? '•' : item.text;
  const lead = text.length - text.trimStart().length;
  const width = item.right - item.x;
  const trail = text.trimStart().length - text.trim().length;
  const unit = text.length > 0 ? width / text.length : 0;
  return {
    text: text.trim(),
    x: item.x + lead * unit,
    right: item.right - trail * unit,
    y: item.y,
    size: item.size,
    bold: item.bold,
  };
}

function follows(a: Segment, b: Segment): boolean {
  const em = Math.min(a.size, b.size);
  const gap = b.x - a.right;
  return Math.abs(a.y - b.y) < em * 0.35 && gap < em * CELL_GAP && gap > -em * 0.8;
}

/** `spaced`: the page has a space between the two, which tells words of single, letter-spaced letters apart. */
function append(a: Segment, b: Segment, spaced: boolean): void {
  const em = Math.max(a.size, b.size);
  const gap = (b.x - a.right) / em;
  const letters = spaced && /^\S(?:\s|$)/.test(b.text) && /(?:^|\s)\S$/.test(a.text);
  const space = gap >= WIDE_GAP || (letters && gap >= WORD_GAP * 2) ? '  ' : gap >= WORD_GAP ? ' ' : '';
  a.bold = isOrnament(a.text) ? b.bold : a.bold && (b.bold || isOrnament(b.text));
  a.text += space + b.text;
  a.right = Math.max(a.right, b.right);
  a.size = Math.max(a.size, b.size);
}

function mergeTouching(segments: Segment[]): Segment[] {
  const byPlace = [...segments].sort((a, b) => a.y - b.y || a.x - b.x);
  const merged: Segment[] = [];
  for (const segment of byPlace) {
    const before = merged.findLast(
      (other) => follows(other, segment) && Math.abs(other.y - segment.y) < 1 && !isOrnament(segment.text),
    );
    if (before) append(before, segment, false);
    else merged.push({ ...segment });
  }
  return merged.sort((a, b) => a.order - b.order);
}
