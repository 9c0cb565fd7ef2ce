import { isPlace } from '../entries/place.js';
import type { Segment } from './pdf-segments.js';

/** Part of a page in reading order: text over the full width, or columns beside each other. */
export type Block =
  { kind: 'full'; segments: Segment[] } | { kind: 'columns'; gutter: number; sides: Segment[][] };

interface Row {
  y: number;
  segments: Segment[];
}

/** Half the least width of a gutter, in points. */
const HALF_GUTTER = 3.5;
const MIN_ROWS = 4;
const DATE = /^[\W\d]*$|\b(19|20)\d\d\b|\d\d?[/.]\d{4}|^\d+ \w+( \d+ \w+)?$/;

/**
 * Cuts a page into blocks. Dates set flush right and tables look like columns to a ruler; they are told from real
 * ones by the order in which the page draws them and by sharing the baselines of the text beside them.
 */
export function splitColumns(segments: Segment[], pageWidth: number): Block[] {
  const rows = toRows(segments);
  const cut = findCut(rows, pageWidth);
  if (!cut) return segments.length > 0 ? [{ kind: 'full', segments }] : [];
  const band = rows.slice(cut.from, cut.to).flatMap((row) => row.segments);
  const sides = [band.filter((s) => s.x < cut.gutter), band.filter((s) => s.x >= cut.gutter)];
  return [
    ...splitColumns(
      rows.slice(0, cut.from).flatMap((row) => row.segments),
      pageWidth,
    ),
    {
      kind: 'columns',
      gutter: cut.gutter,
      sides: sides.map((side) => flatten(splitColumns(side, pageWidth))),
    },
    ...splitColumns(
      rows.slice(cut.to).flatMap((row) => row.segments),
      pageWidth,
    ),
  ];
}

/** The segments of blocks, column after column. */
export function flatten(blocks: Block[]): Segment[] {
  return blocks.flatMap((block) =>
    block.kind === 'full' ? sortByPlace(block.segments) : block.sides.flat(),
  );
}

function sortByPlace(segments: Segment[]): Segment[] {
  return toRows(segments).flatMap((row) => row.segments);
}

/** Segments on one baseline, from the top; within a row from the left. */
export function toRows(segments: Segment[]): Row[] {
  const rows: Row[] = [];
  for (const segment of [...segments].sort((a, b) => a.y - b.y)) {
    const last = rows.at(-1);
    if (last && segment.y - last.y < Math.max(1.5, segment.size * 0.35)) last.segments.push(segment);
    else rows.push({ y: segment.y, segments: [segment] });
  }
  for (const row of rows) row.segments.sort((a, b) => a.x - b.x);
  return rows;
}

interface Cut {
  gutter: number;
  from: number;
  to: number;
  weight: number;
}

function findCut(rows: Row[], pageWidth: number): Cut | null {
  let best: Cut | null = null;
  let plateau: number[] = [];
  for (let x = pageWidth * 0.15; x < pageWidth * 0.85; x += 2) {
    for (const run of clearRuns(rows, x)) {
      const weight = columnWeight(rows.slice(run.from, run.to), x);
      if (weight === 0 || (best && weight < best.weight)) continue;
      if (best && weight === best.weight && run.from === best.from && run.to === best.to) plateau.push(x);
      else if (!best || weight > best.weight) {
        best = { gutter: x, ...run, weight };
        plateau = [x];
      }
    }
  }
  if (best) {
    best.gutter = plateau[Math.floor(plateau.length / 2)] ?? best.gutter;
    keepHeadingWithItsText(rows, best);
  }
  return best;
}

/** Runs of rows that no text crosses at x. */
function clearRuns(rows: Row[], x: number): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  let from = 0;
  for (let i = 0; i <= rows.length; i++) {
    const row = rows[i];
    if (row && !row.segments.some((s) => s.x < x + HALF_GUTTER && s.right > x - HALF_GUTTER)) continue;
    if (i - from >= MIN_ROWS) runs.push({ from, to: i });
    from = i + 1;
  }
  return runs;
}

/** How many rows the lighter of two columns has; 0 when they are not columns. */
function columnWeight(rows: Row[], x: number): number {
  const left = rows.filter((row) => row.segments.some((s) => s.x < x));
  const right = rows.filter((row) => row.segments.some((s) => s.x >= x));
  const lighter = left.length < right.length ? left : right;
  if (lighter.length < MIN_ROWS) return 0;
  const isLeft = lighter === left;
  const own = lighter.flatMap((row) => row.segments.filter((s) => s.x < x === isLeft));
  if (isMarginal(own)) return 0;
  const shared = rows.filter(
    (row) => row.segments.some((s) => s.x < x) && row.segments.some((s) => s.x >= x),
  );
  for (const isSide of [(s: Segment) => s.x < x, (s: Segment) => s.x >= x]) {
    const beside = shared.flatMap((row) => row.segments.filter(isSide));
    if (beside.length >= 2 && isMarginal(beside)) return 0;
  }
  const alignment = shared.length / lighter.length;
  const switches = countSwitches(rows, x) / lighter.length;
  const columns = switches <= 0.35 || (alignment <= 0.5 && switches <= 1.2);
  return columns ? lighter.length : 0;
}

/** True for what stands beside entries: mostly dates and places. */
function isMarginal(segments: Segment[]): boolean {
  return segments.filter((segment) => isDateOrPlace(segment)).length >= segments.length * 0.6;
}

/** Remembered per segment, for every possible gutter asks again. */
function isDateOrPlace(segment: Segment): boolean {
  segment.marginal ??= DATE.test(segment.text) || isPlace(segment.text);
  return segment.marginal;
}

function countSwitches(rows: Row[], x: number): number {
  const inOrder = rows.flatMap((row) => row.segments).sort((a, b) => a.order - b.order);
  return inOrder.filter((s, i) => i > 0 && (inOrder[i - 1]?.x ?? 0) < x !== s.x < x).length;
}

/** A short line just above text of full width is that text's heading, not the end of the left column. */
function keepHeadingWithItsText(rows: Row[], cut: Cut): void {
  if (cut.to >= rows.length) return;
  for (let back = 1; back <= 2; back++) {
    const at = cut.to - back;
    const [row, above] = [rows[at], rows[at - 1]];
    if (!row || !above || at <= cut.from || row.segments.some((s) => s.x >= cut.gutter)) return;
    if (row.y - above.y > 1.7 * Math.max(...row.segments.map((s) => s.size))) {
      cut.to = at;
      return;
    }
  }
}
