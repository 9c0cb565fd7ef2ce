import { verbOf, verbOfPast } from '../../words/verbs.js';
import type { TextRule } from '../rule.js';
import { capitalised } from './wording.js';

const FIRST_PERSON = /(?<![\p{L}\p{N}.])(?:I|I['’](?:m|ve|d|ll)|me|myself|mine)(?![\p{L}\p{N}.])/u;

/** `I developed X` → `Developed X`, as CVs are written; a text keeps its `I` unless every one can go. */
export const firstPerson: TextRule = {
  id: 'first-person',
  description: '"I" left out, as is usual in a CV',
  severity: 'minor',
  english: true,
  uses: ['bullet', 'body'],
  apply: (text) => {
    if (!FIRST_PERSON.test(text)) return text;
    const result = text
      .split(/((?<=[.!?])\s+|\n+)/)
      .map((sentence, i) => (i % 2 === 0 ? withoutI(sentence) : sentence))
      .join('');
    return FIRST_PERSON.test(result) ? text : result;
  },
};

function withoutI(sentence: string): string {
  const opened =
    dropBefore(sentence, /^I(?: have|['’]ve)? (?:(?:also|then|personally) )?(?=([a-z-]+) )/, (word) =>
      isPast(word),
    ) ??
    dropBefore(sentence, /^I (?=([a-z-]+) )/, (word) => verbOf(word)?.base === word) ??
    dropBefore(sentence, /^(?:I am|I['’]m) an? (?=([a-z]+)\b)/, () => true) ??
    dropBefore(sentence, /^(?:I am|I was|I['’]m) (?=(responsible) for )/, () => true) ??
    dropBefore(sentence, /^I have (?=(experience|knowledge) )/, () => true) ??
    sentence;
  return opened.replace(/(?<=\b(?:and|but)) I (?=([a-z-]+) )/g, (found, word: string) =>
    isPast(word) ? ' ' : found,
  );
}

function dropBefore(text: string, pattern: RegExp, accepts: (word: string) => boolean): string | null {
  const match = pattern.exec(text);
  return match && accepts(match[1]!) ? capitalised(text.slice(match[0].length)) : null;
}

function isPast(word: string): boolean {
  return !!verbOfPast(word);
}
