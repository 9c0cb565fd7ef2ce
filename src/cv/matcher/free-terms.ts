import type { SkillMatch } from '../keywords/skill.js';

// Capitalised words that name no skill: legal forms, places of work, the usual words of adverts.
const IGNORED = new Set(
  `a an the and or of for with in on at to we you our your us uk eu usa ceo cto cfo vp inc ltd llc gmbh hr it ai ml id am pm ok pto eeo faq cv pdf
day week month year team teams company role job work hybrid remote office onsite full-time part-time senior junior lead staff principal head chief
engineer engineers developer developers manager managers designer analyst scientist director specialist consultant intern associate architect
requirements responsibilities qualifications benefits about experience skills education degree bachelor master phd bsc msc university english
january february march april may june july august september october november december monday tuesday wednesday thursday friday
what who why how this that these those they he she it's if as by from is are be will can must should have has
c-suite nice preferred bonus strong excellent proven solid familiarity proficiency knowledge ability technical background plus aa
define design build develop own drive lead author facilitate present align work collaborate day-to-day`.split(
    /\s+/,
  ),
);

const NAME =
  /(?<![\p{L}\p{N}@./-])\p{Lu}[\p{L}\p{N}]*(?:[.+#-][\p{L}\p{N}]+)*[+#]*(?:\s\p{Lu}[\p{L}\p{N}]*(?:[.+#-][\p{L}\p{N}]+)*[+#]*){0,3}/gu;
const COMPANY_BEFORE = /\b(?:at|join|about|by|from|with us at|of)\s+$/i;

/** A capitalised or abbreviated term of an advert that no dictionary knows, e.g. `Triton Inference Server`. */
export interface FreeTerm {
  text: string;
  start: number;
}

/** Finds such terms in a clause, apart from the skills already found in it. */
export function freeTerms(text: string, skills: readonly SkillMatch[]): FreeTerm[] {
  return [...text.matchAll(NAME)].flatMap((match) => {
    const term = trimmed(match[0], match.index);
    const end = term.start + term.text.length;
    const known = skills.some((skill) => term.start < skill.end && end > skill.start);
    return known || !isTelling(term, text) ? [] : [term];
  });
}

function trimmed(found: string, start: number): FreeTerm {
  const words = found.split(' ');
  let skipped = 0;
  while (words.length > 0 && IGNORED.has(words[0]!.toLowerCase())) skipped += words.shift()!.length + 1;
  while (words.length > 0 && IGNORED.has(words.at(-1)!.toLowerCase())) words.pop();
  return { text: words.join(' '), start: start + skipped };
}

function isTelling({ text, start }: FreeTerm, clause: string): boolean {
  if (text.length < 2 || text.length > 60 || COMPANY_BEFORE.test(clause.slice(0, start))) return false;
  const technical = /\p{L}\p{N}|\p{Ll}\p{Lu}|^\p{Lu}{2,6}s?$|[.+#]/u.test(text);
  // A single plain word counts only inside an enumeration: elsewhere it may be a company or a city.
  const before = clause.slice(0, start).trimEnd();
  const startsSentence = before === '' || /[.!?:•]$/.test(before);
  const enumerated =
    /[,(/]$|\b(?:or|and)$/.test(before) || /^\s*(?:[,)/]|or\b|and\b)/.test(clause.slice(start + text.length));
  return technical || (!startsSentence && (enumerated || text.includes(' ')));
}
