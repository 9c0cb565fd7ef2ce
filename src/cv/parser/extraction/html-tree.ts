/** An element of the small, well-formed HTML that mammoth writes. */
export interface HtmlElement {
  tag: string;
  href: string;
  children: HtmlNode[];
}
/** An element or a text. */
export type HtmlNode = HtmlElement | string;

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };
const VOID_TAGS = new Set(['br', 'img', 'hr']);

/** Parses mammoth's output into a tree; not meant for HTML from elsewhere. */
export function parseHtml(html: string): HtmlElement {
  const root: HtmlElement = { tag: '', href: '', children: [] };
  const open = [root];
  for (const [token] of html.matchAll(/<[^>]*>|[^<]+/g)) {
    const parent = open.at(-1) ?? root;
    if (!token.startsWith('<')) {
      parent.children.push(decodeEntities(token));
    } else if (token.startsWith('</')) {
      if (open.length > 1) open.pop();
    } else {
      const tag = /^<([a-z0-9]+)/i.exec(token)?.[1]?.toLowerCase() ?? '';
      const element: HtmlElement = {
        tag,
        href: decodeEntities(/\shref="([^"]*)"/.exec(token)?.[1] ?? ''),
        children: [],
      };
      parent.children.push(element);
      if (!VOID_TAGS.has(tag) && !token.endsWith('/>')) open.push(element);
    }
  }
  return root;
}

function decodeEntities(text: string): string {
  return text.replace(/&(#?\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

/** The child elements with one of the given tags, found at any depth above other such elements. */
export function findElements(element: HtmlElement, tags: string[]): HtmlElement[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return tags.includes(child.tag) ? [child] : findElements(child, tags);
  });
}
