/** Glyphs that mark a list item, among them the private-use ones of Symbol and Wingdings. */
const GLYPHS = '•‣⁃∙●○◦◘■□▪▫▶►▸▹▻➢➤➔→⇒❖◆◇♦✓✔✦★☆*·⚫⬤\\uf000-\\uf0ff';
const GLYPH_BULLET = new RegExp(`^\\s*[${GLYPHS}]\\s*(?=\\S)`, 'u');
const DASH_BULLET = /^\s*[-–—−]\s+(?=\S)/;
const LETTER_BULLET = /^\s*o\s+(?=\p{Lu})/u;
const NUMBER_BULLET = /^\s*(?:\d{1,2}[.)]|\[\d{1,2}\])\s+(?=\p{L})/u;

/** Takes the bullet glyph off a line. A number stays in the text, for it is content. */
export function takeBullet(text: string): { bullet: boolean; text: string } {
  for (const pattern of [GLYPH_BULLET, DASH_BULLET, LETTER_BULLET]) {
    const match = pattern.exec(text);
    if (match) return { bullet: true, text: text.slice(match[0].length) };
  }
  return { bullet: NUMBER_BULLET.test(text), text };
}

/** True for text that is nothing but a bullet glyph, an icon or a separator. */
export function isOrnament(text: string): boolean {
  return !/[\p{L}\p{N}]/u.test(text) || /^\s*o\s*$/.test(text);
}
