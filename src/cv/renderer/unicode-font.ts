import type PDFDocument from 'pdfkit';

/** What pdfkit and this file use of a fontkit font; lengths in font units. */
export interface FontkitFont {
  hasGlyphForCodePoint(codePoint: number): boolean;
  getGlyph(id: number): { advanceWidth: number };
  layout(text: string, features: Record<string, boolean>): FontkitRun;
  createSubset(): FontkitSubset;
}
interface FontkitRun {
  glyphs: { id: number; advanceWidth: number }[];
  positions: GlyphPosition[];
}
interface FontkitSubset {
  glyphs: number[];
  includeGlyph(glyph: number | string): number;
}
interface GlyphPosition {
  xAdvance: number;
  yAdvance: number;
  xOffset: number;
  yOffset: number;
}
interface LaidOutGlyph {
  /** `glyph/code point`, so that one shape standing for two characters gets two codes in the PDF. */
  id: string;
  codePoints: number[];
  advanceWidth: number;
}

/** Off, so that every character keeps a glyph of its own and comes out of the PDF as it went in ("ffi", "->"). */
const FEATURES = Object.fromEntries(
  ['ccmp', 'locl', 'rlig', 'calt', 'clig', 'liga', 'rclt'].map((tag) => [tag, false]),
);

/**
 * The font pdfkit gets in place of fontkit's own. Two things are different: each character maps back to exactly
 * itself, and a character the font lacks is painted as the "missing" box but stays in the text layer, where
 * fontkit would give all missing characters one code.
 */
export function unicodeFont(font: FontkitFont): FontkitFont {
  return Object.assign(Object.create(font) as FontkitFont, {
    layout: (text: string) => layout(font, text),
    createSubset: () => subsetWithOneCodePerCharacter(font.createSubset()),
  });
}

function layout(font: FontkitFont, text: string) {
  const glyphs: LaidOutGlyph[] = [];
  const positions: GlyphPosition[] = [];
  for (const part of splitByCoverage(font, text)) {
    const run = part.covered ? font.layout(part.text, FEATURES) : missing(font, part.text);
    [...part.text].forEach((character, index) => {
      const glyph = run.glyphs[index];
      const position = run.positions[index];
      if (!glyph || !position) throw new Error('the font changed the number of glyphs of a text');
      const codePoint = character.codePointAt(0) as number;
      glyphs.push({
        id: `${glyph.id}/${codePoint}`,
        codePoints: [codePoint],
        advanceWidth: glyph.advanceWidth,
      });
      positions.push({ ...position });
    });
  }
  // A getter, because pdfkit scales the positions in place before it reads the sum.
  return {
    glyphs,
    positions,
    get advanceWidth() {
      return positions.reduce((sum, position) => sum + position.xAdvance, 0);
    },
  };
}

function missing(font: FontkitFont, text: string): FontkitRun {
  const { advanceWidth } = font.getGlyph(0);
  const glyphs = [...text].map(() => ({ id: 0, advanceWidth }));
  return {
    glyphs,
    positions: glyphs.map(() => ({ xAdvance: advanceWidth, yAdvance: 0, xOffset: 0, yOffset: 0 })),
  };
}

function splitByCoverage(font: FontkitFont, text: string): { text: string; covered: boolean }[] {
  const parts: { text: string; covered: boolean }[] = [];
  for (const character of text) {
    const covered = font.hasGlyphForCodePoint(character.codePointAt(0) as number);
    const last = parts.at(-1);
    if (last?.covered === covered) last.text += character;
    else parts.push({ text: character, covered });
  }
  return parts;
}

function subsetWithOneCodePerCharacter(subset: FontkitSubset): FontkitSubset {
  const codes = new Map<string, number>();
  const includeById = subset.includeGlyph.bind(subset);
  subset.includeGlyph = (glyph) => {
    if (typeof glyph !== 'string') return includeById(glyph);
    const known = codes.get(glyph);
    if (known !== undefined) return known;
    const code = subset.glyphs.push(Number.parseInt(glyph, 10)) - 1;
    codes.set(glyph, code);
    return code;
  };
  return subset;
}

/** fontkit's font behind a font file; pdfkit does the parsing, so that fontkit is no dependency of its own. */
export function openFont(document: InstanceType<typeof PDFDocument>, file: string): FontkitFont {
  const { _font } = document.font(file) as unknown as { _font: { font: FontkitFont } };
  return _font.font;
}
