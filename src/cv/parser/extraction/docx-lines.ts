import mammoth from 'mammoth';
import { UnreadableFileError } from '../parser.errors.js';
import { isOrnament, takeBullet } from './bullets.js';
import { findElements, parseHtml } from './html-tree.js';
import type { HtmlElement, HtmlNode } from './html-tree.js';
import { sourceLine } from './source-line.js';
import type { Extraction, SourceCell, SourceLine } from './source-line.js';
import { closeLetterSpacing, normaliseText } from './text-repair.js';
import { ZipTooLargeError, readZipDirectory, readZipEntry } from './zip-directory.js';

/** All files of the archive together may inflate to so many bytes; a CV with photos stays far below. */
const MAX_INFLATED = 64 * 1024 * 1024;
/** Word's usual sizes in points, for mammoth gives styles but no measures. */
const BODY_SIZE = 11;
const TITLE_SIZE = 26;
const HEADING_SIZES = [BODY_SIZE, 20, 15, 13, 12, 12, 12];
const STYLES = [
  "p[style-name='Title'] => header:fresh",
  "p[style-name='Subtitle'] => p:fresh",
  'b => strong',
  'u => ',
];
const BLOCKS = ['p', 'header', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li', 'table'];

/**
 * The lines of a Word document: paragraphs with headings, lists and bold text; layout tables column after column,
 * other tables row after row; page headers and footers, which often hold the contact details.
 * @throws UnreadableFileError when it is truncated, damaged or inflates to more than 64 MiB.
 */
export async function extractDocx(bytes: Buffer): Promise<Extraction> {
  const margins = readMargins(bytes);
  const lines: SourceLine[] = [];
  for (const text of margins.headers) pushLine(lines, [cellOf(text, false, BODY_SIZE)], {});
  addBlocks(lines, parseHtml(await toHtml(bytes)), false);
  for (const text of margins.footers) pushLine(lines, [cellOf(text, false, BODY_SIZE)], { gap: 3 });
  return { lines, pages: 1, furniture: [] };
}

async function toHtml(bytes: Buffer): Promise<string> {
  try {
    const convertImage = mammoth.images.imgElement(() => Promise.resolve({ src: '' }));
    const result = await mammoth.convertToHtml(
      { buffer: bytes },
      { styleMap: STYLES, convertImage, ignoreEmptyParagraphs: false },
    );
    return result.value;
  } catch {
    throw new UnreadableFileError('file_unreadable');
  }
}

/** Inflates every file once against the limit, before a library that trusts the archive sees it. */
function readMargins(bytes: Buffer): { headers: string[]; footers: string[] } {
  const directory = readZipDirectory(bytes);
  if (!directory) throw new UnreadableFileError('file_truncated');
  const texts = { headers: new Set<string>(), footers: new Set<string>() };
  let left = MAX_INFLATED;
  for (const entry of directory) {
    let content: Buffer;
    try {
      content = readZipEntry(bytes, entry, left);
    } catch (error) {
      throw new UnreadableFileError(
        error instanceof ZipTooLargeError ? 'file_too_complex' : 'file_unreadable',
      );
    }
    left -= content.length;
    const margin = /^word\/(header|footer)\d*\.xml$/.exec(entry.name)?.[1];
    for (const text of margin ? paragraphTexts(content.toString('utf8')) : []) {
      texts[margin === 'header' ? 'headers' : 'footers'].add(text);
    }
  }
  const footers = [...texts.footers].filter((text) => !texts.headers.has(text));
  return { headers: [...texts.headers], footers };
}

function paragraphTexts(xml: string): string[] {
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)]
    .map(([paragraph]) => {
      const parts = [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:(tab|br)\b/g)];
      const text = parts.map((part) => (part[2] ? '\t' : (part[1] ?? ''))).join('');
      return text
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&quot;/g, '"')
        .replace(/&apos;/g, "'")
        .replace(/&amp;/g, '&')
        .trim();
    })
    .filter((text) => text !== '' && !/^(page\s*)?\d+(\s*(of|\/)\s*\d+)?$/i.test(text));
}

function addBlocks(lines: SourceLine[], parent: HtmlElement, inColumn: boolean): void {
  let first = inColumn;
  let gap = 1;
  for (const block of findElements(parent, BLOCKS)) {
    const before = lines.length;
    if (block.tag === 'table') addTable(lines, block);
    else addParagraph(lines, block, gap, first);
    gap = lines.length > before ? 1 : gap + 1;
    if (lines.length > before) first = false;
  }
}

function addTable(lines: SourceLine[], table: HtmlElement): void {
  for (const row of findElements(table, ['tr'])) {
    const cells = findElements(row, ['td', 'th']).filter((cell) => /[\p{L}\p{N}]/u.test(flatText(cell)));
    const counts = cells.map((cell) => findElements(cell, BLOCKS).length);
    if (counts.filter((count) => count >= 3).length >= 2) {
      for (const cell of cells) addBlocks(lines, cell, true);
      continue;
    }
    // one line of the first paragraphs, then what is left of each cell
    const heads = cells.map((cell) =>
      findElements(cell, BLOCKS).find((block) => /[\p{L}\p{N}]/u.test(flatText(block))),
    );
    const simple = heads.every((head) => head && head.tag !== 'table' && head.tag !== 'li');
    if (!simple) {
      for (const cell of cells) addBlocks(lines, cell, false);
      continue;
    }
    pushLine(
      lines,
      heads.flatMap((head) => (head ? paragraphLines(head).slice(0, 1).flat() : [])),
      { gap: 2 },
    );
    for (const [i, cell] of cells.entries()) {
      const head = heads[i];
      if (head) for (const more of paragraphLines(head).slice(1)) pushLine(lines, more, {});
      addBlocks(
        lines,
        { ...cell, children: findElements(cell, BLOCKS).filter((block) => block !== head) },
        false,
      );
    }
  }
}

function addParagraph(lines: SourceLine[], block: HtmlElement, gap: number, columnStart: boolean): void {
  const heading = /^h[1-6]$/.test(block.tag) ? Number(block.tag[1]) : 0;
  const nested = {
    ...block,
    children: block.children.filter(
      (child) => typeof child === 'string' || !['ul', 'ol'].includes(child.tag),
    ),
  };
  const links = findElements(nested, ['a'])
    .map((link) => link.href)
    .filter((href) => /^(mailto:|tel:|https?:)/i.test(href));
  for (const [i, cells] of paragraphLines(nested).entries()) {
    const bullet = block.tag === 'li' && i === 0;
    pushLine(lines, cells, {
      heading,
      gap: i === 0 ? gap : 1,
      columnStart: columnStart && i === 0,
      links: i === 0 ? links : [],
      ...(bullet ? { bullet } : {}),
    });
  }
  for (const child of block.children) {
    if (typeof child !== 'string' && ['ul', 'ol'].includes(child.tag)) addBlocks(lines, child, false);
  }
}

function pushLine(lines: SourceLine[], cells: SourceCell[], fields: Partial<SourceLine>): void {
  const glyph = takeBullet(cells[0]?.text ?? '');
  if (cells[0]) cells[0].text = glyph.text;
  const kept = cells.filter((cell) => !isOrnament(cell.text));
  if (kept.length > 0) lines.push(sourceLine(kept, { bullet: glyph.bullet, ...fields }));
}

/** The lines of a paragraph, parted at line breaks; each a list of cells, parted at tabs. */
function paragraphLines(block: HtmlElement): SourceCell[][] {
  const size = sizeOf(block.tag);
  const runs: { text: string; bold: boolean }[] = [];
  collectRuns(block.children, false, runs);
  const lines: SourceCell[][] = [[]];
  let cell: SourceCell | null = null;
  for (const run of runs) {
    for (const [part] of run.text.matchAll(/\n|\t+| {4,}|(?:[^\n\t ]| (?! {3}))+/g)) {
      if (part === '\n') lines.push([]);
      if (/^(\n|\t+| {4,})$/.test(part)) cell = null;
      else if (cell) {
        cell.text += part;
        cell.bold = cell.bold && (run.bold || isOrnament(part));
      } else {
        cell = cellOf(part, run.bold, size);
        lines.at(-1)?.push(cell);
      }
    }
  }
  for (const made of lines.flat()) made.text = closeLetterSpacing(made.text.trim());
  return lines.filter((line) => line.length > 0);
}

function sizeOf(tag: string): number {
  if (tag === 'header') return TITLE_SIZE;
  return HEADING_SIZES[/^h[1-6]$/.test(tag) ? Number(tag[1]) : 0] ?? BODY_SIZE;
}

function collectRuns(nodes: HtmlNode[], bold: boolean, runs: { text: string; bold: boolean }[]): void {
  for (const node of nodes) {
    if (typeof node === 'string') runs.push({ text: normaliseText(node), bold });
    else if (node.tag === 'br') runs.push({ text: '\n', bold });
    else if (!BLOCKS.includes(node.tag)) collectRuns(node.children, bold || node.tag === 'strong', runs);
  }
}

function flatText(node: HtmlNode): string {
  return typeof node === 'string' ? node : node.children.map(flatText).join(' ');
}

function cellOf(text: string, bold: boolean, size: number): SourceCell {
  return { text: normaliseText(text).trim(), x: 0, right: 0, size, bold };
}
