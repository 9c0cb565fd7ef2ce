import type { TextRule } from './rule.js';
import { bulletCapital, bulletEnd } from './rules/bullet-form.js';
import { firstPerson } from './rules/first-person.js';
import { skillCasing, skillItemCasing } from './rules/skill-casing.js';
import { dashes, englishSpacing, punctuation, quotes, spacing } from './rules/spacing.js';
import { weakOpener } from './rules/weak-opener.js';
import { fillerWord, repeatedWord, wordyPhrase } from './rules/wording.js';

/** Every rule for single texts, in the order they run: characters first, then words, then the form of the whole. */
export const TEXT_RULES: readonly TextRule[] = [
  spacing,
  englishSpacing,
  punctuation,
  quotes,
  dashes,
  repeatedWord,
  wordyPhrase,
  fillerWord,
  weakOpener,
  firstPerson,
  skillCasing,
  skillItemCasing,
  bulletCapital,
  bulletEnd,
];
