import { NOUN_LIKE_GERUNDS, type Verb, verbOfGerund, verbOfNoun } from '../../words/verbs.js';

const DETERMINER =
  /^(?:the|a|an|all|any|each|every|both|our|their|its|his|her|my|your|this|these|those|new|existing|internal|external|multiple|several|\d+)\s/i;
// Participles that go on well after a finite verb: "Managed the team, ensuring quality".
const PARTICIPLES = new Set(
  'ensuring including using resulting enabling allowing reducing improving increasing saving making providing achieving helping working leading'.split(
    ' ',
  ),
);
const COORDINATED = /(,\s+(?:and\s+|or\s+)?|\s+(?:and|or|&)\s+)([a-z-]+ing)\b/gi;

/**
 * Turns `managing A and training the B` into `managed A and trained the B` (or another form of the verbs), and
 * `the development of A` into `developed A`. Null where the phrase does not read without doubt.
 */
export function toFinite(phrase: string, form: (verb: Verb) => string): string | null {
  return fromGerunds(phrase, form) ?? fromNouns(phrase, form);
}

function fromGerunds(phrase: string, form: (verb: Verb) => string): string | null {
  const first = /^[a-z-]+ing\b/i.exec(phrase)?.[0] ?? '';
  const verb = verbOfGerund(first);
  if (!verb || !takesObject(first, phrase.slice(first.length))) return null;
  const rest = phrase.slice(first.length);
  const coordinated = [...rest.matchAll(COORDINATED)];
  const inList = coordinated.some((one) => /and|or|&/i.test(one[1]!) && isVerb(one, rest));
  let result = form(verb);
  let at = 0;
  for (const one of coordinated) {
    const [whole, link, word] = [one[0], one[1]!, one[2]!];
    const plainComma = /^,\s+$/.test(link);
    if (isVerb(one, rest) && (!plainComma || inList)) {
      result += rest.slice(at, one.index) + link + form(verbOfGerund(word)!);
      at = one.index + whole.length;
    } else if (plainComma ? !PARTICIPLES.has(word.toLowerCase()) && !isNoun(one, rest) : !isNoun(one, rest)) {
      return null;
    }
  }
  return result + rest.slice(at);
}

function isVerb(one: RegExpExecArray, rest: string): boolean {
  const after = rest.slice(one.index + one[0].length);
  return !!verbOfGerund(one[2]!) && takesObject(one[2]!, after);
}

// "sales and marketing": a noun when nothing follows that it could act upon.
function isNoun(one: RegExpExecArray, rest: string): boolean {
  const word = one[2]!.toLowerCase();
  const after = rest.slice(one.index + one[0].length);
  if (!NOUN_LIKE_GERUNDS.has(word)) return false;
  return !verbOfGerund(word) || /^\s*(?:$|[.,;:)]|(?:of|for|in|at|with|and|or|to|across)\b)/i.test(after);
}

function takesObject(gerund: string, after: string): boolean {
  const object = after.trimStart();
  if (after === object || object === '') return false;
  const next = /^(?:and|or|&)\s+([a-z-]+ing)\b/i.exec(object)?.[1];
  if (next)
    return !!verbOfGerund(next) && takesObject(next, object.slice(object.indexOf(next) + next.length));
  if (
    /^(?:of|and|or|&|for|in|on|at|with|by|to)\b/i.test(object) ||
    !/^["'“(]?[\p{L}\p{N}\uE000-\uF8FF]/u.test(object)
  )
    return false;
  return !NOUN_LIKE_GERUNDS.has(gerund.toLowerCase()) || DETERMINER.test(object);
}

const NOUNS =
  /^(?:the\s+)?([a-z]+(?:,\s+[a-z]+)*(?:,?\s+(?:and|&)\s+[a-z]+)?)\s+of\s+(?=[\p{L}\p{N}\uE000-\uF8FF])/iu;

function fromNouns(phrase: string, form: (verb: Verb) => string): string | null {
  const match = NOUNS.exec(phrase);
  if (!match) return null;
  const rest = phrase.slice(match[0].length);
  // A second action further on would be left hanging: "the design of A and the test of B".
  const another =
    /(?:,|\band\b|\bor\b|&)\s+(?:the\s+)?[a-z]+\s+of\b/i.test(rest) || rest.search(COORDINATED) >= 0;
  if (another) return null;
  const words = match[1]!.split(/(,\s+(?:(?:and|&)\s+)?|\s+(?:and|&)\s+)/);
  const verbs = words.map((word, i) => (i % 2 === 0 ? verbOfNoun(word) : undefined));
  if (words.some((_, i) => i % 2 === 0 && !verbs[i])) return null;
  return `${words.map((word, i) => (verbs[i] ? form(verbs[i]) : word)).join('')} ${rest}`;
}
