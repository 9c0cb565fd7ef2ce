import type { CvEntry } from '../../document/cv-document.js';
import { verbOf, verbOfPast } from '../words/verbs.js';
import type { EditableField } from './editable-fields.js';
import type { Tense, TextContext } from './rule.js';
import { isSentenceLike } from './rules/bullet-form.js';

/** How most sentence-like bullets of a document end; null where fewer than two show it. */
export function bulletEndOf(fields: readonly EditableField[]): TextContext['bulletEnd'] {
  const bullets = fields.filter(({ use, text }) => use === 'bullet' && isSentenceLike(text.trim()));
  const stopped = bullets.filter(({ text }) => /[\p{L}\p{N})%]\.\s*$/u.test(text)).length;
  const open = bullets.filter(({ text }) => /[\p{L}\p{N})%]\s*$/u.test(text)).length;
  if (stopped + open < 2) return null;
  return stopped > open ? 'period' : 'none';
}

/**
 * The tense an entry is told in: past where it has ended; where it goes on, that of its other bullets, else
 * present; without an end date that of its other bullets, if they agree.
 */
export function tenseOf(entry: CvEntry, openers: Openers): Tense {
  const ends = entry.end?.precision;
  if (ends && ends !== 'present') return 'past';
  const { past, present } = openers;
  if (past === 0 && present === 0) return ends === 'present' ? 'present' : null;
  if (ends === 'present') return past >= present ? 'past' : 'present';
  return past > 0 && present === 0 ? 'past' : present > 0 && past === 0 ? 'present' : null;
}

/** How many bullets of an entry open with a verb in the past tense, and how many with its base form. */
export interface Openers {
  past: number;
  present: number;
}

/** Counts a bullet in, or with `by` -1 out again, so that a changed bullet needs no second look at all the others. */
export function countOpener(openers: Openers, bullet: string, by: 1 | -1 = 1): void {
  const word = /^[A-Za-z-]+/.exec(bullet.trim())?.[0].toLowerCase() ?? '';
  if (verbOfPast(word)) openers.past += by;
  else if (verbOf(word)?.base === word) openers.present += by;
}
