// Links, addresses, paths, code and names such as Node.js or IPv4 stand behind one private-use character each.
const PROTECTED =
  /`[^`]*`|(?:https?:\/\/|www\.)\S*[^\s.,;:!?)]|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|\S{0,80}(?:[\p{L}\p{N}][._\\:][\p{L}\p{N}]|\p{L}\p{N}|\p{N}\p{L})[^\s,;!?]*|(?<!\S)(?:[.~]?\/|--?)[\p{L}\p{N}]\S*/gu;
const PRIVATE_USE = /[\uE000-\uF8FF]/;

/**
 * Runs a rewrite that sees links, mail addresses, paths and code-like words as single opaque characters, so that
 * it can neither split nor change them.
 */
export function aroundProtected(text: string, rewrite: (masked: string) => string): string {
  if (PRIVATE_USE.test(text)) return text;
  const tokens: string[] = [];
  const masked = text.replace(PROTECTED, (token) => {
    const end = /[.,:)]*$/.exec(token)!.index;
    tokens.push(token.slice(0, end));
    return String.fromCharCode(0xe000 + tokens.length - 1) + token.slice(end);
  });
  if (tokens.length > 6000) return text;
  return rewrite(masked).replace(/[\uE000-\uF8FF]/g, (sign) => tokens[sign.charCodeAt(0) - 0xe000]!);
}
