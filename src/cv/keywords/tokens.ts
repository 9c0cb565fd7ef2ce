/** A word, a sign that belongs to a name (`.`, `/`, `&`), or a break that no phrase may cross. */
export interface Token {
  /** Folded text that phrases are compared by; empty for a break. */
  key: string;
  kind: 'word' | 'joint' | 'break';
  /** Offsets in UTF-16 units of the text given to `tokenize`. */
  start: number;
  end: number;
}

// A word may end in + or # (C++, C#, F#); a full stop or slash counts only where it touches what follows (.NET, Node.js, CI/CD).
const PIECE =
  /[\p{L}\p{M}\p{N}]+(?:['’](?=\p{L})[\p{L}\p{M}]+)?(?:\+\+|#|\+(?![\p{L}\p{N}+]))?|\.(?=[\p{L}\p{N}])|\/(?=[\p{L}\p{N}])|&(?=\s*[\p{L}\p{N}])|[^\s\p{L}\p{N}]|\n+/gu;
// A plain hyphen between words reads as a space: `scikit-learn` and `scikit learn` are one phrase.
const SOFT_HYPHEN_LIKE = /^[-\u2010\u2011\u00AD]$/;

/** Folds a word for comparison: NFKC, lower case, straight apostrophe. */
export function foldWord(word: string): string {
  return word.normalize('NFKC').toLowerCase().replaceAll('’', "'");
}

/** Splits a text so that `Node.js`, `C#`, `C++`, `.NET`, `CI/CD` and `A/B testing` stay recognisable. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(PIECE)) {
    const piece = match[0];
    const start = match.index;
    const end = start + piece.length;
    const glued = end < text.length && start > 0 && /\S/.test(text[start - 1]!) && /\S/.test(text[end]!);
    if (SOFT_HYPHEN_LIKE.test(piece) && glued) continue;
    if (/^[\p{L}\p{M}\p{N}]/u.test(piece)) tokens.push({ key: foldWord(piece), kind: 'word', start, end });
    else if (piece === '.' || piece === '/') tokens.push({ key: piece, kind: 'joint', start, end });
    else if (piece === '&') tokens.push({ key: 'and', kind: 'word', start, end });
    else tokens.push({ key: '', kind: 'break', start, end });
  }
  return tokens;
}

/** A plural's singular, roughly: `APIs` and `API` compare equal, `Redis` and `CSS` stay. */
export function singular(key: string): string {
  return key.length > 3 && /[^siu]s$/.test(key) ? key.slice(0, -1) : key;
}
