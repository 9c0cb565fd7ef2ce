import { cleanLine, cleanText } from './text-cleaning.js';

/** One block of a Markdown text with its inline markup taken off. `depth` counts from 0 for the outer list. */
export type MarkdownBlock =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'item'; label: string; depth: number; text: string };

const HEADING = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const ITEM = /^(\s*)(?:[-*+•]|(\d{1,9}[.)]))\s+(.*)$/;
const RULE_OR_FENCE = /^\s*(?:([-*_])(?:\s*\1){2,}|`{3,}.*|~{3,}.*)\s*$/;
const DEEPEST_LIST = 4;

/**
 * The blocks of a Markdown text: headings, paragraphs and lists. What else there is (quotes, code, tables) comes out
 * as paragraphs; rules and code fences come out as nothing.
 */
export function markdownBlocks(markdown: string): MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  let open: MarkdownBlock | undefined;
  for (const raw of cleanText(markdown.replace(/\t/g, '    ')).split('\n')) {
    const line = raw.replace(/^\s*(?:>\s?)+/, '');
    if (!line.trim() || RULE_OR_FENCE.test(line)) {
      open = undefined;
      continue;
    }
    const block = blockOf(line);
    if (block.kind === 'paragraph' && open) {
      open.text += ` ${line.trim()}`;
      continue;
    }
    blocks.push(block);
    open = block.kind === 'heading' ? undefined : block;
  }
  return blocks.map((block) => ({ ...block, text: stripInline(block.text) })).filter((block) => block.text);
}

function blockOf(line: string): MarkdownBlock {
  const heading = HEADING.exec(line);
  if (heading) return { kind: 'heading', level: heading[1]?.length ?? 1, text: heading[2] ?? '' };
  const item = ITEM.exec(line);
  if (!item) return { kind: 'paragraph', text: line.trim() };
  const depth = Math.min(DEEPEST_LIST, Math.floor((item[1]?.length ?? 0) / 2));
  return { kind: 'item', label: item[2] ?? '•', depth, text: item[3] ?? '' };
}

/**
 * Emphasis, code marks and escapes go; a link keeps its text and, where that differs, its address. The lengths have
 * limits, so that hostile input cannot make the search quadratic.
 */
function stripInline(text: string): string {
  const escaped: string[] = [];
  const plain = text
    .replace(
      /\\([!-/:-@[-`{-~])/g,
      (_match, character: string) => `\uE000${escaped.push(character) - 1}\uE001`,
    )
    .replace(
      /!?\[([^[\]]{0,500})\]\(([^()\s]{0,2000})[^()]{0,200}\)/g,
      (_match, label: string, url: string) => (label && label !== url ? `${label} (${url})` : url),
    )
    .replace(/<(https?:\/\/[^>\s]+|[^>\s@]+@[^>\s]+)>/g, '$1')
    .replace(/(\*{1,3})(?=\S)(.{0,500}?\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}_])(_{1,3})(?=\S)(.{0,500}?\S)\1(?![\p{L}\p{N}_])/gu, '$2')
    .replace(/~~(.{1,500}?)~~/g, '$1')
    .replace(/(`{1,3})(.{1,500}?)\1/g, '$2')
    .replace(/\uE000(\d+)\uE001/g, (_match, index: string) => escaped[Number(index)] ?? '');
  return cleanLine(plain);
}
