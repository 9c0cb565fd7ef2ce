import type { GateReason } from '../improver.js';
import { wordRoot } from '../words/same-word.js';
import { DROPPABLE_WORDS, HEDGES, NEUTRAL_WORDS } from '../words/word-lists.js';
import { type Fact, type FactKind, readFacts } from './facts.js';

/** A refusal, or null where the change may be made. */
export type Verdict = { reason: GateReason; detail: string } | null;

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
const PLAIN_SYMBOLS = /[\s\p{L}\p{M}\p{N}.,;:'"’“”‘()/&–—-]/u;
// "Responsible for the development of" is what `developed` says; elsewhere an action noun is a thing or a department.
const WEAK_OPENER =
  /^\W*(?:(?:I|I['’]m|am|was|were|have|been|also|very|really|successfully|actively|personally|mainly) )*(?:responsible for|involved in|participated in|assisted (?:in|with)|helped (?:in|with)) /i;
const NEW_REASON: Record<FactKind, GateReason> = {
  number: 'new_number',
  name: 'new_name',
  skill: 'new_skill',
  link: 'new_link',
  guard: 'changed_meaning',
};

/**
 * Whether `after` says what `before` says: the same numbers, names, skills and links in the same order, the same
 * negations, qualifiers and hedges, and all other words in their order, but for neutral ones and inflections.
 */
export function checkProse(before: string, after: string, skillList = false): Verdict {
  return checkHidden(before, after) ?? checkFacts(before, after, skillList) ?? checkCharacters(before, after);
}

/** Whether `after` brings in characters that hide or mark up text. */
export function checkCharacters(before: string, after: string): Verdict {
  const verdict = checkHidden(before, after);
  if (verdict) return verdict;
  const symbols = [...after].filter((sign) => !PLAIN_SYMBOLS.test(sign) && !before.includes(sign));
  if (symbols.length > 0) return refuse('new_symbol', symbols);
  const emptied = /[\p{L}\p{N}]/u.test(before) && !/[\p{L}\p{N}]/u.test(after);
  return emptied ? refuse('emptied', [before]) : null;
}

function checkHidden(before: string, after: string): Verdict {
  const hidden = (after.match(INVISIBLE) ?? []).filter((sign) => sign !== '\n' && !before.includes(sign));
  return hidden.length > 0 ? refuse('control_characters', hidden.map(codePoint)) : null;
}

function checkFacts(before: string, after: string, skillList: boolean): Verdict {
  const lower = before.match(/(?<![\p{L}\p{N}])\p{Ll}[\p{L}\p{M}]*/gu) ?? [];
  const old = readFacts(before, new Set(lower), skillList);
  const now = readFacts(after, new Set(lower), skillList);
  const verdict = compareFacts(old.facts, now.facts);
  if (verdict) return verdict;

  const skills = [...now.looseSkills].filter((skill) => !old.looseSkills.has(skill));
  if (skills.length > 0) return refuse('new_skill', skills);

  return compareWords(old.words, now.words, WEAK_OPENER.test(before));
}

function compareWords(before: string[], after: string[], nounsAsVerbs: boolean): Verdict {
  const root = (word: string) => wordRoot(word, nounsAsVerbs);
  const [old, now] = [before, after].map((words) => words.filter(isTelling)) as [string[], string[]];
  const added = without(now, old, root);
  if (added.length > 0) return refuse('new_word', added);
  const lost = without(old, now, root).filter((word) => !DROPPABLE_WORDS.has(word));
  if (lost.length > 0) return refuse(lost.some((word) => HEDGES.has(word)) ? 'overclaim' : 'lost_fact', lost);
  const kept = old.filter((word) => !DROPPABLE_WORDS.has(word));
  const moved = now
    .filter((word) => !DROPPABLE_WORDS.has(word))
    .filter((word, i) => root(word) !== root(kept[i]!));
  return moved.length > 0 ? refuse('changed_meaning', moved) : null;
}

function isTelling(word: string): boolean {
  return !NEUTRAL_WORDS.has(word) || HEDGES.has(word);
}

function compareFacts(old: Fact[], now: Fact[]): Verdict {
  const added = without(now, old, factKey);
  // A number says most about what went wrong, so it is named before a word that moved along with it.
  const order: FactKind[] = ['number', 'link', 'skill', 'name', 'guard'];
  const kind = order.find((one) => added.some((fact) => fact.kind === one));
  if (kind)
    return refuse(
      NEW_REASON[kind],
      added.filter((fact) => fact.kind === kind).map((fact) => fact.key),
    );
  const lost = without(old, now, factKey);
  if (lost.length > 0)
    return refuse(
      lost.every((fact) => fact.kind === 'guard') ? 'changed_meaning' : 'lost_fact',
      lost.map((fact) => fact.key),
    );
  const moved = now.filter((fact, i) => factKey(fact) !== factKey(old[i]!));
  return moved.length > 0
    ? refuse(
        'reordered_facts',
        moved.map((fact) => fact.key),
      )
    : null;
}

// A skill in one wording may be a plain name in the other (`Go` at the start of a sentence): only the key counts.
function factKey({ key }: Fact): string {
  return key.trim();
}

/** What `from` has more often than `others`, as the keys tell. */
function without<T>(from: readonly T[], others: readonly T[], key: (one: T) => string): T[] {
  const counts = new Map<string, number>();
  for (const other of others) counts.set(key(other), (counts.get(key(other)) ?? 0) + 1);
  return from.filter((one) => {
    const left = counts.get(key(one)) ?? 0;
    counts.set(key(one), left - 1);
    return left <= 0;
  });
}

function refuse(reason: GateReason, found: string[]): Verdict {
  return { reason, detail: found.join(' | ').slice(0, 200) };
}

function codePoint(sign: string): string {
  return `U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
