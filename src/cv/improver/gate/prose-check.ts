import type { GateReason } from '../improver.js';
import { wordRoot } from '../words/same-word.js';
import { HEDGES, NEUTRAL_WORDS } from '../words/word-lists.js';
import { type Fact, type FactKind, readFacts } from './facts.js';

/** A refusal, or null where the change may be made. */
export type Verdict = { reason: GateReason; detail: string } | null;

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;
const PLAIN_SYMBOLS = /[\s\p{L}\p{M}\p{N}.,;:'"’“”‘()/&–—-]/u;
const NEW_REASON: Record<FactKind, GateReason> = {
  number: 'new_number',
  name: 'new_name',
  skill: 'new_skill',
  link: 'new_link',
  guard: 'changed_meaning',
};

/**
 * Whether `after` says no more than `before`: the same numbers, names, skills and links in the same order, the
 * same negations and qualifiers, and no other new word than neutral ones and inflections.
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

  const roots = new Set(old.words.map(wordRoot));
  const words = now.words.filter((word) => !NEUTRAL_WORDS.has(word) && !roots.has(wordRoot(word)));
  if (words.length > 0) return refuse('new_word', words);

  // What a text says first is what was done: "Wrote to win the account" is not "Won the account".
  const [first, nowFirst] = [old, now].map(({ words }) => words.find((word) => !NEUTRAL_WORDS.has(word)));
  if (first && nowFirst && wordRoot(first) !== wordRoot(nowFirst)) return refuse('changed_meaning', [first]);

  const hedges = old.words.filter((word) => HEDGES.has(word));
  const kept = now.words.some((word) => HEDGES.has(word));
  return hedges.length > 0 && !kept ? refuse('overclaim', hedges) : null;
}

function compareFacts(old: Fact[], now: Fact[]): Verdict {
  const added = without(now, old);
  // A number says most about what went wrong, so it is named before a word that moved along with it.
  const order: FactKind[] = ['number', 'link', 'skill', 'name', 'guard'];
  const kind = order.find((one) => added.some((fact) => fact.kind === one));
  if (kind)
    return refuse(
      NEW_REASON[kind],
      added.filter((fact) => fact.kind === kind).map((fact) => fact.key),
    );
  const lost = without(old, now);
  if (lost.length > 0)
    return refuse(
      lost.every((fact) => fact.kind === 'guard') ? 'changed_meaning' : 'lost_fact',
      lost.map((fact) => fact.key),
    );
  const moved = now.filter((fact, i) => !sameFact(fact, old[i]!));
  return moved.length > 0
    ? refuse(
        'reordered_facts',
        moved.map((fact) => fact.key),
      )
    : null;
}

// A skill in one wording may be a plain name in the other (`Go` at the start of a sentence): only the key counts.
function sameFact(a: Fact, b: Fact): boolean {
  return a.key.trim() === b.key.trim();
}

function without(from: Fact[], others: Fact[]): Fact[] {
  const rest = [...others];
  return from.filter((fact) => {
    const at = rest.findIndex((other) => sameFact(fact, other));
    if (at >= 0) rest.splice(at, 1);
    return at < 0;
  });
}

function refuse(reason: GateReason, found: string[]): Verdict {
  return { reason, detail: found.join(' | ').slice(0, 200) };
}

function codePoint(sign: string): string {
  return `U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}
