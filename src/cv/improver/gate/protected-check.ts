import { checkCharacters, type Verdict } from './prose-check.js';

/** Whether a name, title, place or heading stays the same but for white space, case and punctuation. */
export function checkProtected(before: string, after: string): Verdict {
  const verdict = checkCharacters(before, after);
  if (verdict) return verdict;
  return fold(before) === fold(after) ? null : { reason: 'protected_field', detail: after.slice(0, 200) };
}

function fold(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u200B\u2060\uFEFF]/g, '')
    .replace(/[‐‑–—]/g, '-')
    .replace(/[’‘´`]/g, "'")
    .replace(/[“”„]/g, '"')
    .replace(/\s+/gu, ' ')
    .replace(/\s*([,;])\s*/g, '$1')
    .replace(/ ([:.!?])(?=\s|$)/g, '$1')
    .replace(/([,;])\1+/g, '$1')
    .replace(/[\s,;:]+$|^\s+/g, '');
}
