/** Browsers and servers stop at about this length, and a link is stored once per line it runs over. */
const LONGEST_ADDRESS = 2048;

/** With the punctuation around it. */
const LONGEST_WORD = LONGEST_ADDRESS + 50;

const WEB = /^(?:https?:\/\/|www\.)[^\s]+$/iu;
const MAIL = /^[^\s@<>()]+@[^\s@<>()]+\.[\p{L}\d-]{2,}$/u;
const BARE_DOMAIN = /^[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.\p{L}{2,}(?:[/?#][^\s]*)?$/u;

/**
 * Where a word leads when it is a web address or an e-mail address, punctuation around it ignored. Only `http(s)`
 * and `mailto` come out; any other scheme gives undefined, so that a CV cannot carry a `javascript:` link.
 */
export function linkTarget(word: string): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const bare = word.replace(/^[([<"'„“«]+/u, '').replace(/(?<![)\]>"'“”».,;:!?])[)\]>"'“”».,;:!?]+$/u, '');
  if (MAIL.test(bare)) return `mailto:${encodeURI(bare)}`;
  return WEB.test(bare) ? webAddress(bare) : undefined;
}

/** As `linkTarget`, for a text known to be a link: a bare domain such as `github.com/name` counts too. */
export function contactLink(text: string): string | undefined {
  return (
    linkTarget(text) ??
    (text.length <= LONGEST_ADDRESS && BARE_DOMAIN.test(text) ? webAddress(text) : undefined)
  );
}

/** `tel:` address of a phone number as written; undefined when it has fewer than five digits. */
export function phoneLink(text: string): string | undefined {
  const number = text
    .replace(/\(0\)/, '')
    .replace(/[^\d+]/g, '')
    .replace(/(?!^)\+/g, '');
  return number.replace('+', '').length >= 5 ? `tel:${number}` : undefined;
}

function webAddress(text: string): string | undefined {
  const address = /^https?:/i.test(text) ? text : `https://${text}`;
  if (address.length > LONGEST_ADDRESS) return undefined;
  // `href` is pure ASCII, which the URI of a PDF link has to be.
  return URL.canParse(address) ? new URL(address).href : undefined;
}
