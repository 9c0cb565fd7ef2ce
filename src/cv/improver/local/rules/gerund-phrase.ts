import { NOUN_LIKE_GERUNDS, type Verb, verbOfGerund, verbOfNoun } from '../../words/verbs.js';

const DETERMINER =
  /^(?:the|a|an|all|any|each|every|both|our|their|its|his|her|my|your|this|these|those|new|existing|internal|external|multiple|several|\d+)\s/i;
const WORD = /^["'“(]?[\p{L}\p{N}$€£\uE000-\uF8FF]/u;
const NO_OBJECT = /^(?:of|and|or|for|in|on|at|with|by|to|from|across|through|within)\b|^&/i;
// "training materials", "operating systems": with these the gerund may be the first half of a noun.
const COMPOUND_HEADS =
  /(?:^|\s)(?:accounts?|activit(?:y|ies)|agenc(?:y|ies)|agents?|areas?|assistants?|budgets?|campaigns?|cent(?:er|re)s?|compan(?:y|ies)|components?|containers?|costs?|courses?|cycles?|departments?|documents?|efforts?|environments?|equipment|expenses|facilit(?:y|ies)|features|firms?|functions?|goods|initiatives?|lines?|lists?|managers?|manuals?|materials?|meetings?|methods?|needs|operations?|orders|outcomes?|plans?|plants?|points?|polic(?:y|ies)|presses|procedures?|processe?s?|products?|programm?e?s?|projects?|reports?|rooms?|schedules?|services?|sessions?|sites?|skills|software|solutions?|staff|standards?|strateg(?:y|ies)|suppl(?:y|ies)|systems?|teams?|technolog(?:y|ies)|tools?|units?)$/i;
const NOUN_PHRASE_END =
  /[.,;:(–]|\s(?:of|for|in|on|at|with|and|or|&|to|by|from|across|using|via|through|per|as|that|which|while|when|-)\s/i;
// Verbs that act through a preposition: "working with clients".
const PREPOSITIONAL =
  /^(?:work|liaise|communicate|collaborate|respond|contribute|consult|care|cater|participate|assist)$/;
// Participles that go on well after a finite verb: "Managed the team, ensuring quality".
const PARTICIPLES =
  /^(?:ensuring|including|using|resulting|enabling|allowing|reducing|improving|increasing|saving|making|providing|achieving|helping|working|leading)$/i;
const GERUND = String.raw`([a-z-]+ing)((?: (?:up|out|off|over|down|back))?)\b`;
const LINK = String.raw`(,\s+(?:and\s+|or\s+)?|\s+(?:and|or|&)\s+)`;
const COORDINATED = new RegExp(LINK + GERUND, 'gi');

/** Gerunds that share one object (`designing, building and testing tools`). */
interface Chain {
  links: string[];
  verbs: (Verb | undefined)[];
  particles: string[];
  length: number;
  isVerbal: boolean;
}

/**
 * Turns `managing A and training the B` into `managed A and trained the B` (or another form of the verbs), and
 * `the development of A` into `developed A`. Null where the phrase does not read without doubt.
 */
export function toFinite(phrase: string, form: (verb: Verb) => string): string | null {
  return fromGerunds(phrase, form) ?? fromNouns(phrase, form);
}

function fromGerunds(phrase: string, form: (verb: Verb) => string): string | null {
  const first = readChain(phrase);
  if (!first?.isVerbal) return null;
  const rest = phrase.slice(first.length);
  const later = [...rest.matchAll(COORDINATED)];
  const chainAt = (one: RegExpExecArray) => readChain(rest.slice(one.index + one[1]!.length))!;
  const isPlainComma = (one: RegExpExecArray) => /^,\s+$/.test(one[1]!);
  const inList = later.some((one) => !isPlainComma(one) && chainAt(one).isVerbal);
  let result = finite(first, form);
  let at = 0;
  for (const one of later) {
    if (one.index < at) continue;
    const chain = chainAt(one);
    const start = one.index + one[1]!.length;
    if (chain.isVerbal && (!isPlainComma(one) || inList)) {
      result += rest.slice(at, start) + finite(chain, form);
      at = start + chain.length;
    } else if (
      !isNoun(one[2]!, rest.slice(start + one[2]!.length)) &&
      !(isPlainComma(one) && PARTICIPLES.test(one[2]!))
    ) {
      return null;
    }
  }
  return result + rest.slice(at);
}

function finite({ verbs, links, particles }: Chain, form: (verb: Verb) => string): string {
  return verbs.map((verb, i) => `${links[i] ?? ''}${form(verb!)}${particles[i]}`).join('');
}

function readChain(text: string): Chain | null {
  const start = new RegExp(`^${GERUND}`, 'i').exec(text);
  if (!start) return null;
  const gerunds = [start[1]!];
  const chain: Chain = {
    links: [''],
    verbs: [],
    particles: [start[2]!],
    length: start[0].length,
    isVerbal: false,
  };
  const next = new RegExp(`^${LINK}${GERUND}`, 'i');
  for (let more = next.exec(text.slice(chain.length)); more; more = next.exec(text.slice(chain.length))) {
    chain.links.push(more[1]!);
    gerunds.push(more[2]!);
    chain.particles.push(more[3]!);
    chain.length += more[0].length;
  }
  chain.verbs = gerunds.map(verbOfGerund);
  const last = chain.verbs.at(-1);
  const onlyNounLike = gerunds.every((word) => NOUN_LIKE_GERUNDS.has(word.toLowerCase()));
  chain.isVerbal = chain.verbs.every(Boolean) && hasObject(text.slice(chain.length), last!, onlyNounLike);
  return chain;
}

function hasObject(after: string, verb: Verb, nounLike: boolean): boolean {
  const object = after.trimStart();
  if (object === after || !WORD.test(object)) return false;
  if (NO_OBJECT.test(object))
    return PREPOSITIONAL.test(verb.base) && /^(?:with|to|for|on|in)\s/i.test(object);
  if (!nounLike || DETERMINER.test(object)) return true;
  return !COMPOUND_HEADS.test(object.split(NOUN_PHRASE_END)[0]!.trim());
}

// "sales and marketing": a noun when nothing follows that it could act upon.
function isNoun(word: string, after: string): boolean {
  if (!NOUN_LIKE_GERUNDS.has(word.toLowerCase())) return false;
  return !verbOfGerund(word) || /^\s*(?:$|[.,;:)]|(?:of|for|in|at|with|and|or|to|across)\b)/i.test(after);
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
