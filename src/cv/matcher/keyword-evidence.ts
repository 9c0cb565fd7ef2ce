import { SkillDictionary } from '../keywords/skill-dictionary.js';
import type { SkillMatch } from '../keywords/skill.js';
import type { TextField } from '../keywords/text-fields.js';
import type { JobKeyword } from './job-keywords.js';
import type { Evidence, MatchedKeyword } from './match-types.js';

const MAX_EVIDENCE = 5;

/** A text field with the skills found in it. */
export interface ReadField extends TextField {
  skills: SkillMatch[];
}

/** Reads the skills of every field once, for all keywords. */
export function readFields(fields: readonly TextField[]): ReadField[] {
  const dictionary = SkillDictionary.standard();
  return fields.map((field) => ({ ...field, skills: dictionary.find(field.text, field) }));
}

/** Looks a keyword up in a document: by its skill in any spelling, or literally where it is no known skill. */
export function matchKeyword(wanted: JobKeyword, fields: readonly ReadField[]): MatchedKeyword {
  const evidence = fields.flatMap((field) =>
    wanted.skill ? skillEvidence(wanted.skill.name, field) : literalEvidence(wanted.keyword, field),
  );
  const spelling = fold(wanted.keyword);
  const same: Evidence[] = [];
  const others: Evidence[] = [];
  for (const one of evidence) (fold(one.text) === spelling ? same : others).push(one);
  const status = evidence.length === 0 ? 'missing' : same.length > 0 ? 'present' : 'alias';
  const { keyword, weight, importance } = wanted;
  const ordered = [...same, ...others].slice(0, MAX_EVIDENCE);
  const matched: MatchedKeyword = { keyword, weight, importance, status, evidence: ordered };
  return status === 'alias' ? { ...matched, alias: evidence[0]!.text } : matched;
}

function skillEvidence(name: string, { path, skills }: ReadField): Evidence[] {
  return skills
    .filter((match) => match.skill.name === name)
    .map(({ start, end, text }) => ({ path, start, end, text }));
}

function literalEvidence(keyword: string, { path, text }: ReadField): Evidence[] {
  const escaped = keyword.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/[\s-]+/g, '[\\s-]+');
  // Short abbreviations are words in lower case ("IT", "LED"): they must be written as in the advert.
  const flags = keyword.length <= 4 ? 'gu' : 'giu';
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, flags);
  return [...text.matchAll(pattern)].map((match) => ({
    path,
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
  }));
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\s-]+/g, ' ')
    .replace(/(?<=\p{L}{3})s$/u, '');
}
