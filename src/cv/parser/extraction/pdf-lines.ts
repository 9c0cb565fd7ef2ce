import { getDocumentProxy } from 'unpdf';
import { UnreadableFileError } from '../parser.errors.js';
import { useNode21Buffers } from './node21-buffers.js';
import { removeFurniture } from './page-furniture.js';
import { flatten, splitColumns } from './pdf-columns.js';
import type { Block } from './pdf-columns.js';
import { readPdfPage } from './pdf-page.js';
import type { PdfPageContent } from './pdf-page.js';
import { toSegments } from './pdf-segments.js';
import type { Segment } from './pdf-segments.js';
import { buildLines, setGaps } from './pdf-line-builder.js';
import type { Extraction } from './source-line.js';

const MAX_PAGES = 200;
/** Gutters of two pages within so many points belong to the same columns. */
const SAME_GUTTER = 20;

/**
 * The lines of a PDF in reading order, column after column across pages.
 * @throws UnreadableFileError when it is truncated, damaged, encrypted or has too many pages.
 */
export async function extractPdf(bytes: Buffer): Promise<Extraction> {
  if (isTruncated(bytes)) throw new UnreadableFileError('file_truncated');
  const contents = await readPages(bytes);
  const height = contents[0]?.height ?? 0;
  const { pages, furniture } = removeFurniture(
    contents.map((content) => toSegments(content.items)),
    height,
  );
  const flows = joinAcrossPages(pages.map((segments, i) => splitColumns(segments, contents[i]?.width ?? 0)));
  const lines = flows.flatMap((flow) =>
    flow.flatMap((part, i) => buildLines(part.segments, contents[part.page - 1], part.page, i === 0)),
  );
  setGaps(lines);
  return { lines: lines.map((entry) => entry.line), pages: contents.length, furniture };
}

async function readPages(bytes: Buffer): Promise<PdfPageContent[]> {
  useNode21Buffers();
  try {
    // a copy, for pdf.js takes the buffer over; pictures are never decoded
    const pdf = await getDocumentProxy(new Uint8Array(bytes), {
      maxImageSize: 1,
      verbosity: 0,
      isEvalSupported: false,
    });
    try {
      if (pdf.numPages > MAX_PAGES) throw new UnreadableFileError('file_too_complex');
      const contents: PdfPageContent[] = [];
      for (let i = 1; i <= pdf.numPages; i++) contents.push(await readPdfPage(await pdf.getPage(i)));
      return contents;
    } finally {
      await pdf.loadingTask.destroy();
    }
  } catch (error) {
    if (error instanceof UnreadableFileError) throw error;
    const encrypted = error instanceof Error && error.name === 'PasswordException';
    throw new UnreadableFileError(encrypted ? 'file_encrypted' : 'file_unreadable');
  }
}

/** No end-of-file mark at all, or shorter than a linearised file says it is (ISO 32000-1, 7.5.5 and annex F). */
function isTruncated(bytes: Buffer): boolean {
  if (!/^%PDF-\d/.test(bytes.subarray(bytes.indexOf('%PDF'), bytes.indexOf('%PDF') + 8).toString('latin1')))
    return false;
  const linearised = /\/Linearized[\s\S]{0,200}?\/L\s+(\d+)/.exec(bytes.subarray(0, 2048).toString('latin1'));
  const looksLikePdf = bytes.includes(' obj');
  return (
    (looksLikePdf && !bytes.includes('%%EOF')) ||
    (linearised !== null && Number(linearised[1]) > bytes.length)
  );
}

/** One column as it runs over the pages. */
type Flow = { page: number; segments: Segment[] }[];

function joinAcrossPages(pages: Block[][]): Flow[] {
  const flows: Flow[] = [];
  let open: { gutter: number; flows: Flow[] } | null = null;
  for (const [i, blocks] of pages.entries()) {
    for (const [j, block] of blocks.entries()) {
      const part = (segments: Segment[]) => ({ page: i + 1, segments });
      const sides = block.kind === 'columns' ? block.sides : openSides(block.segments, j === 0 ? open : null);
      const gutter: number | null = block.kind === 'columns' ? block.gutter : (open?.gutter ?? null);
      if (j === 0 && open && sides && gutter !== null && Math.abs(gutter - open.gutter) < SAME_GUTTER) {
        for (const [k, side] of sides.entries()) if (side.length > 0) open.flows[k]?.push(part(side));
      } else if (block.kind === 'columns') {
        open = { gutter: block.gutter, flows: block.sides.map((side) => [part(side)]) };
        flows.push(...open.flows);
      } else {
        flows.push([part(flatten([block]))]);
        open = null;
      }
    }
  }
  return flows;
}

/** On a later page one column may go on alone: then its text keeps to one side of the gutter. */
function openSides(segments: Segment[], open: { gutter: number } | null): Segment[][] | null {
  if (!open) return null;
  const sides = [
    segments.filter((s) => s.right <= open.gutter + 2),
    segments.filter((s) => s.x >= open.gutter - 2),
  ];
  return sides.some((side) => side.length === segments.length) ? sides : null;
}
