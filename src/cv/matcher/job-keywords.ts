import { SkillDictionary } from '../keywords/skill-dictionary.js';
import type { Skill, SkillKind } from '../keywords/skill.js';
import type { JobTarget } from '../improver/improver.js';
import { advertClauses } from './advert-clauses.js';
import { freeTerms } from './free-terms.js';

/** A keyword of an advert. `skill` is null for a term that no dictionary knows. */
export interface JobKeyword {
  /** The advert's own spelling, in the usual letter case. */
  keyword: string;
  skill: Skill | null;
  weight: number;
  importance: 'required' | 'preferred';
}

const KIND_WEIGHT: Record<SkillKind | 'free', number> = {
  tool: 1,
  certificate: 1,
  method: 0.8,
  language: 0.8,
  soft: 0.4,
  free: 0.6,
};
const MAX_KEYWORDS = 60;

/** What an advert asks for, heaviest first; deterministic, ties in the advert's order. */
export function jobKeywords(job: JobTarget): JobKeyword[] {
  const found = new Map<string, JobKeyword>();
  const dictionary = SkillDictionary.standard();
  const clauses = [
    { text: job.position, importance: 'required' as const, stressed: true },
    ...advertClauses(job.description),
  ];
  for (const { text, importance, stressed } of clauses) {
    const base = importance === 'preferred' ? 1 : stressed ? 2.5 : 1.75;
    const skills = dictionary.find(text);
    for (const { skill, surface } of skills)
      note({ keyword: surface.text, skill, weight: base * KIND_WEIGHT[skill.kind], importance });
    if (text !== job.position)
      for (const term of freeTerms(text, skills))
        note({ keyword: term.text, skill: null, weight: base * KIND_WEIGHT.free, importance });
  }
  return [...found.values()].sort((a, b) => b.weight - a.weight).slice(0, MAX_KEYWORDS);

  function note(one: JobKeyword): void {
    const keyword = { ...one, weight: round(one.weight) };
    const key = (keyword.skill?.name ?? keyword.keyword).toLowerCase();
    const earlier = found.get(key);
    if (!earlier) found.set(key, keyword);
    else {
      // Said twice weighs a little more, and the stricter mention decides.
      earlier.weight = round(Math.min(3.5, Math.max(earlier.weight, keyword.weight) + 0.25));
      if (keyword.importance === 'required') earlier.importance = 'required';
    }
  }
}

function round(weight: number): number {
  return Math.round(weight * 100) / 100;
}
