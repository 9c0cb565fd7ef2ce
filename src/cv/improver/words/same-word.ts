import { singular } from '../../keywords/tokens.js';
import { verbOf } from './verbs.js';
import { SAME_WORDS } from './word-lists.js';

/** The form that all inflections of an English word share, for comparing words and nothing else. */
export function wordRoot(word: string): string {
  const verb = verbOf(word);
  if (verb) return SAME_WORDS.get(verb.base) ?? verb.base;
  const plain = singular(word);
  const stem = /^(.{3,}?)(?:ing|ed|es)$/.exec(plain)?.[1];
  return (stem ?? plain).replace(/([^aeiou])\1$/, '$1').replace(/e$/, '');
}
