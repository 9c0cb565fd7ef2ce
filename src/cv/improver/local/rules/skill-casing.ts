import { SkillDictionary } from '../../../keywords/skill-dictionary.js';
import type { SkillMatch } from '../../../keywords/skill.js';
import type { TextContext, TextRule } from '../rule.js';

/** Tools and languages in the letter case their makers use: `javascript` → `JavaScript`. */
export const skillCasing: TextRule = {
  id: 'skill-casing',
  description: 'names of tools in their usual spelling',
  severity: 'minor',
  english: true,
  uses: ['bullet', 'body'],
  raw: true,
  apply: recase,
};

/** The same in a list of skills, whatever the language of the text. */
export const skillItemCasing: TextRule = { ...skillCasing, english: false, uses: ['item'] };

function recase(text: string, { skillList }: TextContext): string {
  if (text === text.toUpperCase()) return text;
  let result = text;
  for (const match of SkillDictionary.standard().find(text, { skillList }).reverse())
    if (isMiscased(text, match))
      result = result.slice(0, match.start) + match.surface.text + result.slice(match.end);
  return result;
}

function isMiscased(text: string, { skill, surface, start, end, text: found }: SkillMatch): boolean {
  if (skill.kind !== 'tool' || found === surface.text || surface.text.length < 3) return false;
  if (found.toLowerCase() !== surface.text.toLowerCase() || surface.text === surface.text.toLowerCase())
    return false;
  // Only a wholly lower-case or plainly capitalised spelling is an oversight; anything else was meant.
  const oversight =
    found === found.toLowerCase() || /^\p{Lu}?[\p{Ll}\p{N}]*(?:[\s./-]+\p{Lu}?[\p{Ll}\p{N}]*)*$/u.test(found);
  return oversight && !isPartOfCode(text, start, end);
}

function isPartOfCode(text: string, start: number, end: number): boolean {
  const from = /\S*$/.exec(text.slice(Math.max(0, start - 80), start))![0];
  const to = /^\S*/.exec(text.slice(end))![0];
  return (
    /[@_\\:#~=$-]|^[./]|^www\./i.test(from) ||
    /^[.@_\\:=-][\p{L}\p{N}/]|^\/\S*\.|^[_@]/u.test(to) ||
    /\.$/.test(from)
  );
}
