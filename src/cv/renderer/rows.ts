import type { Pdf } from './pdf-document.js';
import { bindEnds, type Row } from './page-flow.js';
import { addStructure, paintLine, paintRule, type Structure } from './tagged-text.js';
import { breakLines, type TextLine, type TextRun } from './text-lines.js';
import { BULLET_INDENT, GAP, NUMBER_INDENT, PAGE, STYLES, TEXT_WIDTH, type TextStyle } from './theme.js';

/** The open document and the structure node new rows belong to. */
export interface Place {
  document: Pdf;
  parent: Structure;
}

/** How far the right-hand column of a row of two may reach into the line, as a share of the text width. */
const RIGHT_SHARE = 0.42;
const COLUMN_GAP = 14;

/** Runs broken over the text width as one structure node of the given type; `gap` in points above the first line. */
export function textRows(place: Place, type: string, runs: TextRun[], gap: number): Row[] {
  return lineRows(place, type, breakLines(place.document, runs, TEXT_WIDTH), gap);
}

/** Lines already set, as one structure node. */
export function lineRows(place: Place, type: string, lines: TextLine[], gap: number): Row[] {
  if (lines.length === 0) return [];
  const element = addStructure(place.document, place.parent, type);
  const rows = lines.map((line, index) => ({
    height: line.height,
    gap: index === 0 ? gap : 0,
    keepWithNext: false,
    paint: (top: number) => paintLine(place.document, element, line, PAGE.left, top),
  }));
  return bindEnds(rows);
}

/** A heading over a rule; kept with what follows. */
export function headingRows(place: Place, type: string, text: string): Row[] {
  const rows = textRows(place, type, [{ text, style: STYLES.heading }], GAP.heading);
  const rule: Row = {
    height: GAP.afterHeading,
    gap: 0,
    keepWithNext: true,
    paint: (top) => paintRule(place.document, PAGE.left, top + 1, TEXT_WIDTH),
  };
  return keepTogether([...rows, rule]);
}

/** One text on the left and one against the right margin, each broken in its own column; either may be empty. */
export function twoColumnRows(
  place: Place,
  left: { type: string; text: string; style: TextStyle },
  right: { text: string; style: TextStyle },
  gap: number,
): Row[] {
  const { document, parent } = place;
  const rightLines = breakLines(document, [right], left.text ? TEXT_WIDTH * RIGHT_SHARE : TEXT_WIDTH);
  const rightWidth = Math.max(0, ...rightLines.map((line) => line.width));
  const leftWidth = rightLines.length > 0 ? TEXT_WIDTH - rightWidth - COLUMN_GAP : TEXT_WIDTH;
  const leftLines = breakLines(document, [left], leftWidth);
  const leftElement = leftLines.length > 0 ? addStructure(document, parent, left.type) : undefined;
  const rightElement = rightLines.length > 0 ? addStructure(document, parent, 'P') : undefined;
  const count = Math.max(leftLines.length, rightLines.length);
  return Array.from({ length: count }, (_, index) => {
    const leftLine = leftLines[index];
    const rightLine = rightLines[index];
    const height = Math.max(leftLine?.height ?? 0, rightLine?.height ?? 0);
    return {
      height,
      gap: index === 0 ? gap : 0,
      keepWithNext: index < count - 1,
      paint: (top: number) => {
        if (leftLine && leftElement)
          paintLine(document, leftElement, { ...leftLine, height }, PAGE.left, top);
        if (rightLine && rightElement) {
          paintLine(
            document,
            rightElement,
            { ...rightLine, height },
            PAGE.width - PAGE.right - rightLine.width,
            top,
          );
        }
      },
    };
  });
}

/** A list item with its label (a bullet or a number) outside the text, nested `depth` levels; `parent` is an `L`. */
export function listItemRows(place: Place, label: string, text: string, depth: number): Row[] {
  const { document } = place;
  const indent = PAGE.left + BULLET_INDENT * depth;
  const [labelLine] = breakLines(document, [{ text: label, style: STYLES.body }], TEXT_WIDTH);
  const labelWidth = Math.max(label === '•' ? BULLET_INDENT : NUMBER_INDENT, (labelLine?.width ?? 0) + 4);
  const lines = breakLines(
    document,
    [{ text, style: STYLES.body }],
    TEXT_WIDTH - BULLET_INDENT * depth - labelWidth,
  );
  if (lines.length === 0 || !labelLine) return [];
  const item = addStructure(document, place.parent, 'LI');
  const labelElement = addStructure(document, item, 'Lbl');
  const body = addStructure(document, item, 'LBody');
  const rows = lines.map((line, index) => ({
    height: line.height,
    gap: index === 0 ? GAP.tight : 0,
    keepWithNext: false,
    paint: (top: number) => {
      if (index === 0) paintLine(document, labelElement, labelLine, indent + 1, top);
      paintLine(document, body, line, indent + labelWidth, top);
    },
  }));
  return bindEnds(rows);
}

/** All rows bound to each other and to what follows them. */
export function keepTogether(rows: Row[]): Row[] {
  return rows.map((row) => ({ ...row, keepWithNext: true }));
}
