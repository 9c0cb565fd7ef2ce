import { markdownBlocks, type MarkdownBlock } from './markdown-blocks.js';
import type { Row } from './page-flow.js';
import { createPdf } from './pdf-document.js';
import { layOut } from './pdf-renderer.js';
import { headingRows, keepTogether, listItemRows, textRows, type Place } from './rows.js';
import { addStructure } from './tagged-text.js';
import { cleanLine } from './text-cleaning.js';
import { GAP, STYLES } from './theme.js';

/**
 * A Markdown text as a PDF in the look of the CVs, with headings, paragraphs and lists. `title` goes to the
 * document's properties and footers, and on top of the first page unless the text opens with a first-level heading.
 */
export async function renderMarkdownPdf(markdown: string, title: string, language: string): Promise<Buffer> {
  const blocks = markdownBlocks(markdown);
  const first = blocks[0];
  const ownTitle = first?.kind === 'heading' && first.level === 1;
  const heading: MarkdownBlock = { kind: 'heading', level: 1, text: cleanLine(title) };
  return layOut(createPdf(title, language), title, language, (place) =>
    rowsOf(place, ownTitle ? blocks : [heading, ...blocks]),
  );
}

function rowsOf(place: Place, blocks: MarkdownBlock[]): Row[] {
  let list: Place | undefined;
  return blocks.flatMap((block) => {
    if (block.kind !== 'item') list = undefined;
    switch (block.kind) {
      case 'heading':
        return headingBlock(place, block.level, block.text);
      case 'paragraph':
        return textRows(place, 'P', [{ text: block.text, style: STYLES.body }], GAP.paragraph);
      case 'item':
        list ??= { ...place, parent: addStructure(place.document, place.parent, 'L') };
        return listItemRows(list, block.label, block.text, block.depth);
    }
  });
}

function headingBlock(place: Place, level: number, text: string): Row[] {
  if (level === 1) return keepTogether(textRows(place, 'H1', [{ text, style: STYLES.name }], GAP.heading));
  if (level === 2) return headingRows(place, 'H2', text);
  return keepTogether(textRows(place, 'H3', [{ text, style: STYLES.title }], GAP.entry));
}
