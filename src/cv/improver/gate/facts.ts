import { SkillDictionary } from '../../keywords/skill-dictionary.js';
import { startsSentence } from '../../keywords/sentence-start.js';
import type { SkillMatch } from '../../keywords/skill.js';
import { verbOf } from '../words/verbs.js';
import { GUARD_WORDS, NEUTRAL_WORDS } from '../words/word-lists.js';
import { wordRoot } from '../words/same-word.js';

export type FactKind = 'number' | 'name' | 'skill' | 'link' | 'guard';

/** Something a text states that a change must leave as it is; equal keys state the same. */
export interface Fact {
  kind: FactKind;
  key: string;
}

export interface TextFacts {
  /** In the order of the text. */
  facts: Fact[];
  /** Methods and soft skills, whose words are among `words` too. */
  looseSkills: Set<string>;
  /** Words that are no facts, in lower case. */
  words: string[];
}

const PIECE = new RegExp(
  [
    String.raw`(?<link>(?:https?:\/\/|www\.)\S+|[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]+|[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){0,5}\.(?:com|org|net|io|dev|edu|gov|ai|app|co|me|de|fr|uk|eu|pl|es|it|nl|pt)\b(?:\/\S*)?)`,
    String.raw`(?<number>[$€£¥₹#~≈<>±≤≥]{0,4}\s?(?:(?<![\p{L}\p{N}])[-−+])?(?<![\p{L}])\p{N}(?:[\p{N}.,:/×–—'’-]*\p{N})?(?:\s?[%‰°]|\p{L}+)?\+?)`,
    String.raw`(?<word>\p{L}[\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)?)`,
  ].join('|'),
  'gu',
);

/** Reads the facts of a text. `known` are words that a capital at the start of a sentence does not make a name. */
export function readFacts(text: string, known: ReadonlySet<string>, skillList: boolean): TextFacts {
  const skills = SkillDictionary.standard().find(text, { skillList });
  const named = skills.filter((match) => !isLoose(match));
  const loose = skills.filter(isLoose).map((match) => match.skill.name);
  const result: TextFacts = { facts: [], looseSkills: new Set(loose), words: [] };
  let reported: SkillMatch | undefined;
  let next = 0;
  for (const match of text.matchAll(PIECE)) {
    const { link, number, word } = match.groups!;
    const at = match.index;
    if (link) {
      result.facts.push({ kind: 'link', key: link.replace(/[.,;:!?)]+$/, '') });
      continue;
    }
    // Both run from left to right.
    while (next < named.length && named[next]!.end <= at) next++;
    const ahead = named[next];
    const skill = ahead && ahead.start < at + match[0].length ? ahead : undefined;
    if (skill) {
      if (skill !== reported) result.facts.push({ kind: 'skill', key: skillKey(skill) });
      reported = skill;
    } else if (number) {
      result.facts.push({ kind: 'number', key: numberKey(number, text.slice(at + number.length)) });
    } else if (word) readWord(word, startsSentence(text, at), known, result);
  }
  return result;
}

function isLoose({ skill }: SkillMatch): boolean {
  return skill.kind === 'method' || skill.kind === 'soft';
}

function readWord(
  word: string,
  startsSentence: boolean,
  known: ReadonlySet<string>,
  result: TextFacts,
): void {
  const key = word.normalize('NFC').toLowerCase().replaceAll('’', "'");
  if (GUARD_WORDS.has(key) || key.endsWith("n't"))
    result.facts.push({ kind: 'guard', key: key === 'reporting' ? 'reported' : key });
  else if (isName(word, key, startsSentence, known))
    result.facts.push({ kind: 'name', key: key.replace(/'s$/, '') });
  else result.words.push(key);
}

function isName(word: string, key: string, startsSentence: boolean, known: ReadonlySet<string>): boolean {
  if (key === 'i' || /^i'/.test(key)) return false;
  if (/\p{N}/u.test(word) || /.\p{Lu}/u.test(word)) return true;
  if (!/^\p{Lu}/u.test(word)) return false;
  return !(startsSentence && (NEUTRAL_WORDS.has(key) || known.has(key) || verbOf(key)));
}

// An alias is the same skill; a version number in it and a broader name are not.
function skillKey({ skill, surface, text }: SkillMatch): string {
  const version = text.replace(/[^\p{N}]/gu, '');
  return surface.broad
    ? `${surface.text.toLowerCase()} ${version}`
    : `${skill.name.toLowerCase()} ${version}`;
}

// The word after a number says what it counts: "5 interns" is not "5 engineers".
function numberKey(number: string, rest: string): string {
  const counted = /^\s(\p{Ll}[\p{L}\p{M}]*)/u.exec(rest)?.[1] ?? '';
  const unit = NEUTRAL_WORDS.has(counted) || GUARD_WORDS.has(counted) ? '' : wordRoot(counted);
  return `${number.replace(/\s/g, '').replace(/[−–—]/g, '-')} ${unit}`.trim();
}
