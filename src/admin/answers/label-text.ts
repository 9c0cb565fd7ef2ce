/** A label within a sentence: "Log entries" are "log entries", but "AI responses" keep their capitals. */
export function inSentence(label: string): string {
  return label.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
}
