import { getResolvedPDFJS } from 'unpdf';

/** A small filled shape, such as the bullet a browser draws in front of a list item; its centre in points. */
export interface PdfMark {
  x: number;
  y: number;
}

/** What only the drawing operators of a page tell. */
export interface PdfOperators {
  marks: PdfMark[];
  /** All glyphs in stream order, soft hyphens included (pdf.js leaves these out of its text). */
  glyphs: string;
}

/** The largest width and height of a bullet in points. */
const MAX_MARK = 6;
/** From so many thousandths of an em on, an adjustment between glyphs is a space. */
const SPACE_ADJUSTMENT = 150;
type Matrix = number[];

/** Follows the transformations of an operator list. `base` maps user space to the page seen from its top. */
export async function readOperators(
  list: { fnArray: number[]; argsArray: unknown[] },
  base: Matrix,
): Promise<PdfOperators> {
  const { OPS } = await getResolvedPDFJS();
  const marks: PdfMark[] = [];
  let glyphs = '';
  let matrix = base;
  const saved: Matrix[] = [];
  for (const [i, operator] of list.fnArray.entries()) {
    const args = (list.argsArray[i] ?? []) as unknown[];
    if (operator === OPS.save) saved.push(matrix);
    else if (operator === OPS.restore || operator === OPS.paintFormXObjectEnd) matrix = saved.pop() ?? base;
    else if (operator === OPS.transform) matrix = multiply(matrix, args as Matrix);
    else if (operator === OPS.paintFormXObjectBegin) {
      saved.push(matrix);
      if (args[0]) matrix = multiply(matrix, Array.from(args[0] as ArrayLike<number>));
    } else if (operator === OPS.showText) glyphs += glyphText(args[0]);
    else if (operator === OPS.constructPath && (args[0] === OPS.fill || args[0] === OPS.eoFill)) {
      const mark = markOf(args[2], matrix);
      if (mark) marks.push(mark);
    }
  }
  return { marks, glyphs };
}

function glyphText(shown: unknown): string {
  const glyphs = Array.isArray(shown) ? (shown as ({ unicode?: string } | number | null)[]) : [];
  const text = glyphs.map((glyph) => {
    if (typeof glyph === 'number') return glyph < -SPACE_ADJUSTMENT ? ' ' : '';
    return glyph?.unicode ?? '';
  });
  return text.join('');
}

function multiply(m: Matrix, n: Matrix): Matrix {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = m;
  const [g = 1, h = 0, i = 0, j = 1, k = 0, l = 0] = n;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

function markOf(bounds: unknown, [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: Matrix): PdfMark | null {
  const [x1, y1, x2, y2] = Array.from((bounds ?? []) as ArrayLike<number>);
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return null;
  const width = Math.abs(a * (x2 - x1) + c * (y2 - y1));
  const height = Math.abs(b * (x2 - x1) + d * (y2 - y1));
  if (width > MAX_MARK || height > MAX_MARK || width < 0.8 || height < 0.8) return null;
  const [x, y] = [(x1 + x2) / 2, (y1 + y2) / 2];
  return { x: a * x + c * y + e, y: b * x + d * y + f };
}
