import type { getDocumentProxy } from 'unpdf';
import { restoreSoftHyphens } from './pdf-hyphens.js';
import { readOperators } from './pdf-operators.js';
import type { PdfMark, PdfOperators } from './pdf-operators.js';
import { normaliseText } from './text-repair.js';

type PdfPage = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>['getPage']>>;

/** A piece of text as the PDF draws it. Lengths in points, y downwards from the top of the page. */
export interface PdfItem {
  text: string;
  x: number;
  right: number;
  /** The baseline. */
  y: number;
  size: number;
  bold: boolean;
  /** True for a glyph of an icon font, whose text names the picture. */
  icon: boolean;
}

/** A hyperlink and the rectangle it lies on. */
export interface PdfLink {
  url: string;
  x: number;
  right: number;
  top: number;
  bottom: number;
}

/** What is taken from one page: items in stream order. */
export interface PdfPageContent {
  items: PdfItem[];
  marks: PdfMark[];
  links: PdfLink[];
  width: number;
  height: number;
}

const BOLD_FONT = /bold|black|heavy|semibold|demi(?!ital)|extrabd|[-,]bd\b|cmbx|medi$/i;
const ICON_FONT = /awesome|icon|material|dingbat|emoji|academicons|fontello|glyph/i;

/** Reads the text items with their font styles, the bullets drawn as shapes and the links of a page. */
export async function readPdfPage(page: PdfPage): Promise<PdfPageContent> {
  const viewport = page.getViewport({ scale: 1 });
  const content = await page.getTextContent();
  const operators = await readDrawing(page, viewport.transform as number[]);
  const items: PdfItem[] = [];
  for (const item of content.items) {
    if (!('str' in item) || item.str === '') continue;
    const [, , c, d, e, f] = item.transform as number[];
    const [x, y] = viewport.convertToViewportPoint(e ?? 0, f ?? 0) as [number, number];
    const name = fontName(page, item.fontName);
    items.push({
      text: normaliseText(item.str),
      x,
      right: x + item.width,
      y,
      size: Math.hypot(c ?? 0, d ?? 0) || item.height,
      bold: BOLD_FONT.test(name),
      icon: ICON_FONT.test(name),
    });
  }
  restoreSoftHyphens(items, operators.glyphs);
  const { width, height } = viewport;
  return { items, marks: operators.marks, links: await readLinks(page, viewport), width, height };
}

async function readDrawing(page: PdfPage, base: number[]): Promise<PdfOperators> {
  try {
    return await readOperators(await page.getOperatorList(), base);
  } catch {
    return { marks: [], glyphs: '' }; // a broken picture costs the hints of its page, not its text
  }
}

/** pdf.js names the fonts of a page only once it has read the drawing operators. */
function fontName(page: PdfPage, key: string): string {
  if (!page.commonObjs.has(key)) return '';
  return String((page.commonObjs.get(key) as { name?: string }).name ?? '');
}

async function readLinks(page: PdfPage, viewport: ReturnType<PdfPage['getViewport']>): Promise<PdfLink[]> {
  const annotations = (await page.getAnnotations().catch(() => [])) as {
    url?: string;
    unsafeUrl?: string;
    rect?: number[];
  }[];
  return annotations.flatMap((annotation) => {
    const url = annotation.url ?? annotation.unsafeUrl;
    if (!url || !annotation.rect || !/^(mailto:|tel:|https?:)/i.test(url)) return [];
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = viewport.convertToViewportRectangle(annotation.rect) as number[];
    return [
      { url, x: Math.min(x1, x2), right: Math.max(x1, x2), top: Math.min(y1, y2), bottom: Math.max(y1, y2) },
    ];
  });
}
