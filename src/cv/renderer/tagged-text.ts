import type { Pdf } from './pdf-document.js';
import { visualOrder } from './text-cleaning.js';
import type { LinePiece, TextLine } from './text-lines.js';
import { RULE_COLOUR } from './theme.js';

/** A node of the PDF's structure tree (ISO 32000-1, 14.8), e.g. `H1`, `P`, `LBody`. */
export type Structure = PDFKit.PDFStructureElement;

/** Adds a node under `parent`. */
export function addStructure(document: Pdf, parent: Structure, type: string): Structure {
  const element = document.struct(type);
  parent.add(element);
  return element;
}

/** Paints a line with its left end at `x` and its top at `top` (points) and tags it as content of `element`. */
export function paintLine(document: Pdf, element: Structure, line: TextLine, x: number, top: number): void {
  const size = Math.max(...line.pieces.map((piece) => piece.style.size));
  // Puts the middle of the lower-case letters near the middle of the row, whatever the leading.
  const baseline = top + line.height / 2 + size * 0.36;
  let left = x;
  for (const piece of line.pieces) {
    if (piece.link) paintLink(document, element, piece, piece.link, left, baseline);
    else paintTagged(document, element, 'Span', piece, left, baseline);
    left += piece.width;
  }
}

function paintLink(
  document: Pdf,
  parent: Structure,
  piece: LinePiece,
  url: string,
  x: number,
  baseline: number,
) {
  const link = addStructure(document, parent, 'Link');
  paintTagged(document, link, 'Link', piece, x, baseline);
  const { size } = piece.style;
  document.link(x, baseline - size, piece.width, size * 1.3, url, {
    structParent: link,
    Contents: new String(piece.text),
  } as never);
  // Ended while its page is current: pdfkit notes the page of the annotation at this moment.
  link.end();
}

function paintTagged(
  document: Pdf,
  element: Structure,
  tag: string,
  piece: LinePiece,
  x: number,
  baseline: number,
) {
  element.add(document.markStructureContent(tag));
  paintPiece(document, piece, x, baseline);
  document.endMarkedContent();
}

/** Paints text that is not tagged; the caller has opened the marked content it belongs to. */
export function paintPiece(document: Pdf, piece: LinePiece, x: number, baseline: number): void {
  document
    .font(piece.style.weight, piece.style.size)
    .fillColor(piece.style.colour)
    .text(visualOrder(piece.text).replace(/\u00A0/g, ' '), x, baseline, {
      lineBreak: false,
      baseline: 'alphabetic',
    });
}

/** Paints a thin horizontal line that assistive technology skips. */
export function paintRule(document: Pdf, x: number, y: number, width: number): void {
  document.markContent('Artifact', { type: 'Layout' });
  document
    .moveTo(x, y)
    .lineTo(x + width, y)
    .lineWidth(0.6)
    .strokeColor(RULE_COLOUR)
    .stroke();
  document.endMarkedContent();
}
