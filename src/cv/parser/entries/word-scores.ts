import { fold } from '../words.js';
import { DEGREE_WORDS, ORGANISATION_WORDS, ROLE_WORDS, SCHOOL_WORDS } from './entry-words.js';

/** Tells how much a text looks like one thing (positive) or the other (negative). */
export type Scorer = (text: string) => number;

const SENIORITY =
  /^(?:senior|sr|junior|jr|staff|chief|principal|vice|deputy|interim|leitende[rs]?|freie[rs]?|stellv)\b/;

/** Positive for a job title, negative for an employer. */
export const roleScore: Scorer = (text) => {
  const words = wordsOf(text);
  const role = words.some((word) => isRoleWord(word)) ? 2 : 0;
  const senior = SENIORITY.test(fold(text)) ? 1 : 0;
  const names = count(words, ORGANISATION_WORDS) + count(words, SCHOOL_WORDS);
  return role + senior - names * 1.5 - (legalForm(text) ? 2 : 0);
};

/** Positive for a degree or field of study, negative for a school. */
export const degreeScore: Scorer = (text) => {
  const words = wordsOf(text);
  return (
    count(words, DEGREE_WORDS) * 2 +
    (/\b(?:[bm]\.?\s?(?:sc|eng|tech|ed|com|s|a)|ph\.?\s?d|dr|dipl)\b\.?/i.test(text) ? 1 : 0) -
    count(words, SCHOOL_WORDS) * 2.5
  );
};

/** True for the name of a company by its legal form or a word such as Bank or University. */
export function looksLikeOrganisation(text: string): boolean {
  return (
    legalForm(text) || count(wordsOf(text), ORGANISATION_WORDS) > 0 || count(wordsOf(text), SCHOOL_WORDS) > 0
  );
}

function isRoleWord(word: string): boolean {
  if (ROLE_WORDS.has(word)) return true;
  // feminine and plural forms, and German compounds such as Vertriebsleiterin
  const stem = word.replace(/(?:innen|in|e|s|a)$/, '');
  if (stem.length > 3 && ROLE_WORDS.has(stem)) return true;
  return /(?:entwickler|leiter|berater|mitarbeiter|ingenieur|manager|techniker|referent|assistent|verkaufer|meister|kaufmann|kauffrau|fuhrer)(?:in)?$/.test(
    word,
  );
}

/** Short forms that are also names of states (NV, AB) do not count after a comma. */
function legalForm(text: string): boolean {
  return (
    /\b(?:inc|llc|ltd|corp|gmbh|plc|s\.?r\.?l|s\.?p\.?a|sp\.?\s?z\s?o\.?\s?o|e\.\s?v|pty|& co)\b\.?\s*(?:$|[,)(|–-])/i.test(
      text,
    ) ||
    /(?<!,)\s(?:AG|KG|SE|SA|SAS|SL|BV|NV|AB|AS|Oy|S\.A\.(?:S\.)?|B\.V\.|N\.V\.|Co\.)\s*(?:$|[,)(|–-])/.test(
      text,
    )
  );
}

function wordsOf(text: string): string[] {
  return (
    fold(text)
      .replace(/\bco-/g, 'co')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

function count(words: string[], known: Set<string>): number {
  return words.filter((word) => known.has(word)).length;
}
