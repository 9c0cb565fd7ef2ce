/**
 * True where a word at offset `at` begins a sentence or line: nothing, a line break, or `.`, `!`, `?`, `:` and
 * white space before it, apart from opening quotes, brackets and bullet signs. Looks back no further than it must.
 */
export function startsSentence(text: string, at: number): boolean {
  let i = at - 1;
  for (; i >= 0 && /[\s"'“‘„«(*•▪◦·–—-]/.test(text[i]!); i--) if (text[i] === '\n') return true;
  return i < 0 || (i < at - 1 && /[.!?:]/.test(text[i]!));
}
