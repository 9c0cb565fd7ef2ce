import { verbOf } from '../../words/verbs.js';
import type { TextRule } from '../rule.js';
import { capitalised } from './wording.js';

/** A bullet that opens with a verb in lower case gets a capital; names such as `npm` keep their own case. */
export const bulletCapital: TextRule = {
  id: 'bullet-capital',
  description: 'bullets begin with a capital letter',
  severity: 'info',
  english: true,
  uses: ['bullet'],
  apply: (text) => {
    const first = /^[a-z]+(?= )/.exec(text)?.[0] ?? '';
    return verbOf(first) ? capitalised(text) : text;
  },
};

const ABBREVIATION =
  /(?:\b(?:etc|inc|ltd|co|corp|llc|approx|no|st|jr|sr|vs|dept|est|e\.g|i\.e|a\.m|p\.m)|\b\p{L}|[.\uE000-\uF8FF])\.$/iu;
const SEVERAL_SENTENCES = /[.!?]\s+[\p{Lu}\p{N}]/u;

/** A bullet that reads like a sentence rather than a label, as far as the number of words shows. */
export function isSentenceLike(text: string): boolean {
  return text.split(/\s+/).length >= 4;
}

/** All sentence-like bullets end alike, in the way most of them already do. */
export const bulletEnd: TextRule = {
  id: 'bullet-end',
  description: 'bullets end alike',
  severity: 'info',
  english: false,
  uses: ['bullet'],
  apply: (text, { bulletEnd: end }) => {
    if (!isSentenceLike(text)) return text;
    const open = text.replace(/\s*[,;]$/, '');
    // "… service. (since 2020)" is complete as it is.
    const closed = /[.!?]\s+\([^()]*\)$/.test(open);
    if (end === 'period') return /[\p{Ll}\p{N})%]$/u.test(open) && !closed ? `${open}.` : open;
    if (end === null || !open.endsWith('.') || ABBREVIATION.test(open) || SEVERAL_SENTENCES.test(open))
      return open;
    return open.slice(0, -1);
  },
};
