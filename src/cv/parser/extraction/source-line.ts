/** A run of text within a line, set off from its neighbours by a wide gap (a tab, a table cell, an alignment). */
export interface SourceCell {
  text: string;
  /**
   * Left and right edge in points from the left edge of the page (for plain text: columns of 5
   * points); both 0 where a line is a whole paragraph (DOCX).
   */
  x: number;
  right: number;
  /** Font size in points. */
  size: number;
  bold: boolean;
}

/** One logical line of the source in reading order, with the hints of its layout. */
export interface SourceLine {
  /** The texts of the cells, joined by tabs; a bullet glyph is not part of it. */
  text: string;
  cells: SourceCell[];
  /** 1-based page, 1 throughout where the format has no pages. */
  page: number;
  x: number;
  right: number;
  size: number;
  /** True when every letter of the line is bold. */
  bold: boolean;
  bullet: boolean;
  /** Heading level the format itself declares (1 to 6), 0 for none. */
  heading: number;
  /** Distance to the line above in units of the usual line distance of the document: 1 is the next line. */
  gap: number;
  /** True for the first line of a column or text box of the first page, where the topic may change. */
  columnStart: boolean;
  /** Targets of the hyperlinks that lie on the line: `mailto:`, `tel:`, `https:`. */
  links: string[];
}

/** What the extraction of a file gives. */
export interface Extraction {
  lines: SourceLine[];
  pages: number;
  /** Repeated page headers and footers and page numbers, one copy of each, which are not among the lines. */
  furniture: string[];
}

/** A line of the given cells; everything else neutral unless given. */
export function sourceLine(cells: SourceCell[], fields: Partial<SourceLine> = {}): SourceLine {
  const lettered = cells.filter((cell) => /[\p{L}\p{N}]/u.test(cell.text));
  return {
    text: cells.map((cell) => cell.text).join('\t'),
    cells,
    page: 1,
    x: Math.min(...cells.map((cell) => cell.x)),
    right: Math.max(...cells.map((cell) => cell.right)),
    size: Math.max(...cells.map((cell) => cell.size)),
    bold: lettered.length > 0 && lettered.every((cell) => cell.bold),
    bullet: false,
    heading: 0,
    gap: 1,
    columnStart: false,
    links: [],
    ...fields,
  };
}

/** The text of a line as one run of words. */
export function plainText(line: SourceLine): string {
  return line.text.replace(/\s+/g, ' ').trim();
}
