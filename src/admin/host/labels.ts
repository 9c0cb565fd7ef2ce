const ACRONYMS: Record<string, string> = { cv: 'CV', ai: 'AI', ip: 'IP', api: 'API' };

const plural = (word: string): string => {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
};

/** A table's name as the title of its list: `ai_response` is "AI responses", `cv_entry` "CV entries". */
export function pluralLabel(table: string): string {
  const words = table.split('_');
  const last = words.pop()!;
  const label = [
    ...words.map((word) => ACRONYMS[word] ?? word),
    ACRONYMS[last] ? `${ACRONYMS[last]}s` : plural(last),
  ].join(' ');
  return label.charAt(0).toUpperCase() + label.slice(1);
}
