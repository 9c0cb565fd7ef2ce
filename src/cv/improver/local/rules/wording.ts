import { startsSentence } from '../../../keywords/sentence-start.js';
import type { TextRule } from '../rule.js';

const PROSE = ['bullet', 'body'] as const;

const WORDY: readonly [RegExp, string][] = [
  [/\bin order to\b/gi, 'to'],
  [/\bdue to the fact that\b/gi, 'because'],
  [/\bon an? (daily|weekly|monthly|quarterly) basis\b/gi, '$1'],
  [/(?<!-)\butili[sz]ed\b/gi, 'used'],
  [/(?<!-)\butili[sz]ing\b/gi, 'using'],
  [/(?<!-)\butili[sz]es\b/gi, 'uses'],
  [/(?<!-)\butili[sz]e\b/gi, 'use'],
];

/** Long-winded phrases in fewer words, in the letter case they had. */
export const wordyPhrase: TextRule = {
  id: 'wordy-phrase',
  description: 'long-winded phrases shortened',
  severity: 'minor',
  english: true,
  uses: PROSE,
  apply: (text) =>
    WORDY.reduce(
      (result, [pattern, short]) =>
        result.replace(pattern, (found: string, inner: unknown) => {
          const words = short.replace('$1', String(inner).toLowerCase());
          return /^\p{Lu}/u.test(found) ? capitalised(words) : words;
        }),
      text,
    ),
};

// "the very first" and "of various kinds" say something; "very large" and "various projects" do not.
const FILLERS =
  /(?<!\b(?:the|of|at|this|not|so) )\b(?:[Vv]ery|[Rr]eally|[Ss]uccessfully|[Vv]arious(?! (?:of|other|sizes?|types?|kinds?|forms?|ways?|levels?|stages?|times?|degrees?|and|or)\b)) (\p{Ll})/gu;

/** Words that only weigh a sentence down. */
export const fillerWord: TextRule = {
  id: 'filler-word',
  description: 'empty words removed',
  severity: 'minor',
  english: true,
  uses: PROSE,
  apply: (text) => {
    const shorter = text
      .replace(FILLERS, (_found, next: string, at: number) =>
        startsSentence(text, at) ? next.toUpperCase() : next,
      )
      .replace(/(?<=\p{L}) successfully(?=\s*(?:[.,;]|$))/gu, '');
    return shorter === text ? text : fixArticles(text, shorter);
  },
};

/** A small word written twice (`the the`). */
export const repeatedWord: TextRule = {
  id: 'repeated-word',
  description: 'words written twice removed',
  severity: 'minor',
  english: true,
  uses: PROSE,
  apply: (text) => text.replace(/\b(the|a|an|of|to|and|for|with|at|is|was)(?: \1)+\b(?![-'’])/gi, '$1'),
};

/** Upper-cases the first letter. */
export function capitalised(text: string): string {
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

// "a very old" leaves "a old" behind, "an extremely" "an large": only where the word removed stood after an article.
function fixArticles(before: string, after: string): string {
  if (!/\ban? (?:very|really|successfully)\b/i.test(before)) return after;
  return after.replace(/\b(a|an)(?= (\p{L}+))/giu, (article: string, _a: string, word: string) => {
    const vowel =
      /^(?:[aeiou]|hour|honest|honou?r)/i.test(word) && !/^(?:uni|use|usu|uti|eu|one\b|once)/i.test(word);
    const right = vowel ? 'an' : 'a';
    return /^\p{Lu}/u.test(article) ? capitalised(right) : right;
  });
}
