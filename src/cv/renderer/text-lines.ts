import type { Pdf } from './pdf-document.js';
import { LEADING, type TextStyle } from './theme.js';
import { linkTarget } from './links.js';

/** Text in one style; `link` is the address the whole run leads to. Text is clean and has no line breaks. */
export interface TextRun {
  text: string;
  style: TextStyle;
  link?: string;
}

/** A stretch of one line in one style that is painted at once; width in points. */
export interface LinePiece extends TextRun {
  width: number;
}

/** One set line; width without trailing space, height with leading, both in points. */
export interface TextLine {
  pieces: LinePiece[];
  width: number;
  height: number;
}

/** Width of a text in points. */
export function textWidth(document: Pdf, text: string, style: TextStyle): number {
  return document.font(style.weight, style.size).widthOfString(text);
}

/**
 * Breaks runs into lines no wider than `width` points. Lines break at spaces; only a word wider than a whole line
 * breaks inside, after a hyphen or slash where that helps, else between any two characters. No text is added.
 */
export function breakLines(document: Pdf, runs: TextRun[], width: number): TextLine[] {
  const lines: TextLine[] = [];
  let pieces: LinePiece[] = [];
  let used = 0;
  const flush = () => {
    if (pieces.length > 0) lines.push(finishLine(document, pieces));
    pieces = [];
    used = 0;
  };
  for (const run of runs) {
    for (const word of run.text.match(/[^ ]+ *| +/g) ?? []) {
      const link = run.link ?? linkTarget(word.trimEnd());
      for (const part of partsToFit(document, word, run.style, width)) {
        if (used + textWidth(document, part.trimEnd(), run.style) > width) flush();
        const piece = { text: part, style: run.style, link, width: textWidth(document, part, run.style) };
        pieces.push(piece);
        used += piece.width;
      }
    }
  }
  flush();
  return lines;
}

/** The word whole when it fits on a line of its own, else in pieces that do. */
function partsToFit(document: Pdf, word: string, style: TextStyle, width: number): string[] {
  if (textWidth(document, word.trimEnd(), style) <= width) return [word];
  return (word.match(/[^-/–—?&]+[-/–—?&]*|[-/–—?&]+/g) ?? []).flatMap((part) =>
    textWidth(document, part.trimEnd(), style) <= width ? [part] : splitByWidth(document, part, style, width),
  );
}

function splitByWidth(document: Pdf, word: string, style: TextStyle, width: number): string[] {
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const character of word) {
    const advance = textWidth(document, character, style);
    if (part && character !== ' ' && used + advance > width) {
      parts.push(part);
      part = '';
      used = 0;
    }
    part += character;
    used += advance;
  }
  return [...parts, part];
}

/** Joins neighbours of the same look and link, drops the space at the end, and measures what will be painted. */
function finishLine(document: Pdf, words: LinePiece[]): TextLine {
  const pieces: LinePiece[] = [];
  for (const word of words) {
    const last = pieces.at(-1);
    if (last && last.style === word.style && last.link === word.link) last.text += word.text;
    else pieces.push({ ...word });
  }
  const last = pieces.at(-1);
  if (last) last.text = last.text.trimEnd();
  for (const piece of pieces) piece.width = textWidth(document, piece.text, piece.style);
  return {
    pieces,
    width: pieces.reduce((sum, piece) => sum + piece.width, 0),
    height: Math.max(...pieces.map((piece) => piece.style.size)) * LEADING,
  };
}
