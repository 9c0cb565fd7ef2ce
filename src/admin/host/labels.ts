const ACRONYMS: Record<string, string> = { cv: 'CV', ai: 'AI', ip: 'IP', api: 'API' };

const plural = (word: string): string => {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
};

const titled = (words: string[]): string => {
  const label = words.join(' ');
  return label.charAt(0).toUpperCase() + label.slice(1);
};

/** A table's name as that of one of its rows: `ai_response` is "AI response". */
export function singularLabel(table: string): string {
  return titled(table.split('_').map((word) => ACRONYMS[word] ?? word));
}

/** A table's name as the title of its list: `ai_response` is "AI responses", `cv_entry` "CV entries". */
export function pluralLabel(table: string): string {
  const words = table.split('_');
  const last = words.pop()!;
  const before = words.map((word) => ACRONYMS[word] ?? word);
  return titled([...before, ACRONYMS[last] ? `${ACRONYMS[last]}s` : plural(last)]);
}
