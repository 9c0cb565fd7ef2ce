/** The weights of the one family in use, Inter (SIL Open Font License): Latin, Greek, Cyrillic, common symbols. */
export type FontWeight = 'regular' | 'semibold' | 'bold';

/** How a piece of text looks; size in points, colour as CSS hex. */
export interface TextStyle {
  weight: FontWeight;
  size: number;
  colour: string;
}

const INK = '#1f2328';
const QUIET = '#57606a';
const ACCENT = '#1f4e79';

export const STYLES = {
  name: { weight: 'bold', size: 22, colour: INK },
  headline: { weight: 'regular', size: 11.5, colour: ACCENT },
  contact: { weight: 'regular', size: 9, colour: QUIET },
  heading: { weight: 'semibold', size: 11.5, colour: ACCENT },
  title: { weight: 'semibold', size: 9.5, colour: INK },
  body: { weight: 'regular', size: 9.5, colour: INK },
  quiet: { weight: 'regular', size: 9, colour: QUIET },
  footer: { weight: 'regular', size: 7.5, colour: QUIET },
} as const satisfies Record<string, TextStyle>;

export const RULE_COLOUR = '#c3ccd5';

/** Line height as a multiple of the font size. */
export const LEADING = 1.42;

/** A4 in points, with the area rows are set in. */
export const PAGE = { width: 595.28, height: 841.89, left: 54, right: 54, top: 50, bottom: 56 } as const;
export const TEXT_WIDTH = PAGE.width - PAGE.left - PAGE.right;

/** Space above things, in points. */
export const GAP = { tight: 1, line: 3, paragraph: 4, entry: 9, heading: 15, afterHeading: 5 } as const;

/** How far the text of a bullet point and of a numbered item stands in, in points. */
export const BULLET_INDENT = 12;
export const NUMBER_INDENT = 18;
