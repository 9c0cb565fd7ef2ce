/** A string, a quoted name, a dollar-quoted body or a comment, closed or not yet: where a semicolon ends nothing. */
const OPAQUE =
  /'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|(\$\w*\$)[^]*?(?:\1|$)|--[^\n]*|\/\*[^]*?(?:\*\/|$)|;/g;

/** Whether what has been typed so far ends with a semicolon that ends a statement, and opens nothing after it. */
export function isComplete(sql: string): boolean {
  let position = 0;
  let ended = false;
  for (const { 0: part, index } of sql.matchAll(OPAQUE)) {
    const isComment = part.startsWith('--') || (part.startsWith('/*') && part.endsWith('*/'));
    if (part === ';') ended = true;
    else if (!isComment || /\S/.test(sql.slice(position, index))) ended = false;
    position = index + part.length;
  }
  return ended && !/\S/.test(sql.slice(position));
}
