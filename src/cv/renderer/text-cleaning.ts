/**
 * Makes any string safe to typeset: composed (NFC), `\n` line ends, no control or invisible formatting characters.
 * Lone surrogates become U+FFFD. Private-use characters go: they are icons that mean nothing outside their own font.
 */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\u0085\p{Zl}\p{Zp}]/gu, '\n')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Co}\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu, '')
    .replace(/(?!\u00A0)\p{Zs}/gu, ' ')
    .normalize('NFC');
}

/** The text as one line: cleaned, runs of white space closed up, trimmed. */
export function cleanLine(text: string): string {
  return cleanText(text)
    .replace(/[ \n]+/g, ' ')
    .trim();
}

/** A line that opens with one of these starts something of its own: a dash, a bullet, or a number as in `2)`. */
const OPENS_ITEM = /^\s*(?:[-*+–—•◦▪●·‣]|\d{1,2}[.)])\s/u;

/**
 * The non-empty paragraphs of a text, each as one line. Blank lines separate them, and so does a line break before
 * a list item; any other line break is a mere wrap of the source.
 */
export function paragraphsOf(text: string): string[] {
  return cleanText(text)
    .split('\n')
    .reduce<string[]>((paragraphs, line) => {
      const open = paragraphs.at(-1) && line.trim() && !OPENS_ITEM.test(line);
      if (open) paragraphs.push(`${paragraphs.pop()} ${line}`);
      else paragraphs.push(line.trim() ? line : '');
      return paragraphs;
    }, [])
    .map(cleanLine)
    .filter(Boolean);
}

const RIGHT_TO_LEFT = '[\\u0590-\\u08FF\\uFB1D-\\uFDFF\\uFE70-\\uFEFC]';
const RIGHT_TO_LEFT_RUN = new RegExp(
  `${RIGHT_TO_LEFT}(?:[${RIGHT_TO_LEFT.slice(1, -1)}\\s]*${RIGHT_TO_LEFT})?`,
  'gu',
);

/** Right-to-left runs put in the order they are painted, from left to right, as extractors of PDF text expect them. */
export function visualOrder(line: string): string {
  return line.replace(RIGHT_TO_LEFT_RUN, (run) => [...run].reverse().join(''));
}
