import { verbOf } from './verbs.js';
import { SAME_ROOTS } from './word-lists.js';

/**
 * The form that all inflections of an English verb share, for comparing words and nothing else. Nouns stay in
 * their number: one team is not several. An action noun (`management`) counts as its verb only where asked for.
 */
export function wordRoot(word: string, nounsAsVerbs = false): string {
  const verb = verbOf(word);
  const isVerb = verb && (nounsAsVerbs || word !== verb.noun || word === verb.base);
  const root = isVerb ? verb.base : stem(word);
  return SAME_ROOTS.get(root) ?? root;
}

// Of a verb that no list has: "spearheading" and "spearheaded".
function stem(word: string): string {
  const cut = /^(.{3,}?)(?:ing|ed)$/.exec(word)?.[1];
  return (cut?.replace(/([^aeiou])\1$/, '$1') ?? word).replace(/e$/, '');
}
