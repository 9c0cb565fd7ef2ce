import type { Pdf } from './pdf-document.js';
import { PAGE } from './theme.js';

/** A strip of the page as high as its content, painted at a vertical position the flow decides; in points. */
export interface Row {
  height: number;
  /** Space above, dropped at the top of a page. */
  gap: number;
  /** Never the last row of a page while another follows. */
  keepWithNext: boolean;
  /** `top` is the distance from the top of the page to the top of the row. */
  paint(top: number): void;
}

/** Stacks rows down the page and starts new pages so that rows which belong together stay together. */
export class PageFlow {
  private top: number = PAGE.top;
  private atPageTop = true;

  constructor(private readonly document: Pdf) {
    document.addPage();
  }

  /** Paints all rows in order. A group too high for any page is split where it has to be. */
  place(rows: Row[]): void {
    let group: Row[] = [];
    for (const row of rows) {
      group.push(row);
      if (row.keepWithNext) continue;
      this.placeGroup(group);
      group = [];
    }
    this.placeGroup(group);
  }

  private placeGroup(group: Row[]): void {
    const fits = (rows: Row[]) => this.top + this.heightOf(rows) <= PAGE.height - PAGE.bottom;
    if (!this.atPageTop && !fits(group)) this.newPage();
    for (const row of group) {
      if (!this.atPageTop && !fits([row])) this.newPage();
      if (!this.atPageTop) this.top += row.gap;
      row.paint(this.top);
      this.top += row.height;
      this.atPageTop = false;
    }
  }

  private heightOf(rows: Row[]): number {
    const sum = rows.reduce((height, row) => height + row.gap + row.height, 0);
    return this.atPageTop ? sum - (rows[0]?.gap ?? 0) : sum;
  }

  private newPage(): void {
    this.document.addPage();
    this.top = PAGE.top;
    this.atPageTop = true;
  }
}

/** Rows with orphans and widows bound: the first two stay together, and so do the last two. */
export function bindEnds(rows: Row[]): Row[] {
  const last = rows.length - 1;
  return rows.map((row, index) => ({
    ...row,
    keepWithNext: row.keepWithNext || (index < last && (index === 0 || index === last - 1)),
  }));
}
