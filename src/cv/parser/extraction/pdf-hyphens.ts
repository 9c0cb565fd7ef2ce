import { normaliseText } from './text-repair.js';

/**
 * Puts the soft hyphens back into the items. Some fonts (XeTeX) call every hyphen a soft one; without them "high-impact"
 * reads "highimpact" and "2023 - 2024" loses its dash.
 */
export function restoreSoftHyphens(items: { text: string }[], glyphs: string): void {
  if (!glyphs.includes('\u00ad')) return;
  const hyphensAt = new Map<number, string>();
  let bare = '';
  let space = '';
  for (const character of normaliseText(glyphs)) {
    if (character === '\u00ad') hyphensAt.set(bare.length, `${space}\u00ad`);
    else if (character !== ' ') bare += character;
    space = character === ' ' ? ' ' : '';
  }
  let at = 0;
  for (const item of items) {
    const squashed = item.text.replace(/\s/g, '');
    const found = squashed === '' ? -1 : bare.indexOf(squashed, at);
    if (found < 0 || found - at > 500) continue;
    item.text = withHyphens(item.text, found, hyphensAt);
    at = found + squashed.length;
  }
}

function withHyphens(text: string, start: number, hyphensAt: Map<number, string>): string {
  let at = start;
  let result = '';
  for (const character of text) {
    result += character;
    if (/\s/.test(character)) continue;
    at += character.length;
    result += hyphensAt.get(at) ?? '';
  }
  return result;
}
