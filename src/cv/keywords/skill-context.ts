import { startsSentence } from './sentence-start.js';
import type { SkillMatch } from './skill.js';

/** A match that may still turn out to be an everyday word. */
export interface Candidate extends SkillMatch {
  /** Number of tokens it spans. */
  tokens: number;
  /** True for a name in lower case that is an everyday word as well (`react`): only its neighbours can tell. */
  weak: boolean;
}

// What may stand between two members of an enumeration of skills.
const CONNECTOR = /^(?:\s*[,;/|•·()+&]\s*|\s+)(?:(?:and|or|und|oder|et|ou|y|o|e|i|lub)\s+)?\(?$/u;
const PREPOSITION = /(?:^|[\s(])(?:in|with|using|via|mit|avec|con|en)\s+$/iu;
const WORD_AFTER = /^\s+(?:\p{N}|\p{Lu})/u;

/**
 * Keeps the certain candidates and those everyday words (`Go`, `Access`) that stand in an enumeration with an
 * accepted skill or behind a preposition.
 */
export function acceptContextual(text: string, candidates: Candidate[], skillList: boolean): SkillMatch[] {
  const accepted = candidates.map((candidate) => skillList || isCertain(text, candidate));
  const accept = (candidate: Candidate, i: number) => {
    accepted[i] ||= linked(text, candidates, accepted, i) || followsPreposition(text, candidate);
  };
  // Neighbours vouch for one another: once from left to right and once back reaches all.
  candidates.forEach(accept);
  for (let i = candidates.length - 1; i >= 0; i--) accept(candidates[i]!, i);
  return candidates.filter((_, i) => accepted[i]).map(({ tokens: _tokens, weak: _weak, ...match }) => match);
}

function isCertain(text: string, { surface, start, weak }: Candidate): boolean {
  if (weak) return false;
  if (surface.reading === 'free') return true;
  if (surface.reading === 'contextual') return false;
  // A capital at the start of a sentence proves nothing (`Polish the docs`), an abbreviation does.
  return /^[\p{Lu}\p{N}]+$/u.test(surface.text) || !startsSentence(text, start);
}

function linked(text: string, candidates: Candidate[], accepted: boolean[], i: number): boolean {
  const [before, here, after] = [candidates[i - 1], candidates[i]!, candidates[i + 1]];
  return (
    (!!before && accepted[i - 1]! && enumerates(text.slice(before.end, here.start))) ||
    (!!after && accepted[i + 1]! && enumerates(text.slice(here.end, after.start)))
  );
}

function enumerates(between: string): boolean {
  return CONNECTOR.test(between) && between.trim() !== '';
}

function followsPreposition(text: string, { start, end, weak }: Candidate): boolean {
  return (
    !weak && PREPOSITION.test(text.slice(Math.max(0, start - 12), start)) && !WORD_AFTER.test(text.slice(end))
  );
}
