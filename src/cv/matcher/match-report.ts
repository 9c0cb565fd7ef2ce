import { shorten } from '../keywords/shorten.js';
import { textFields } from '../keywords/text-fields.js';
import { degreeAsked, degreeHeld } from './education-level.js';
import { currentMonth, monthsOfExperience, yearsAsked } from './experience-years.js';
import { jobKeywords } from './job-keywords.js';
import { matchKeyword, readFields } from './keyword-evidence.js';
import {
  type MatchBreakdown,
  type MatchedKeyword,
  type MatchInput,
  type MatchReport,
  MATCHER_VERSION,
  type ScorePart,
} from './match-types.js';
import { matchTitle } from './title-match.js';

// Points of 100: keywords are what applicant tracking systems search by, the rest is what a first reader looks at.
const WEIGHTS = { keywords: 60, title: 15, experience: 15, education: 10 };
// Another spelling is found by a person, and by some search engines only.
const ALIAS_VALUE = 0.9;

/** Compares a CV with a job advert. The same input gives the same report; nothing in the document is changed. */
export function matchReport(input: MatchInput): MatchReport {
  const fields = readFields(textFields(input.document));
  const keywords = jobKeywords(input.job).map((keyword) => matchKeyword(keyword, fields));
  const breakdown: MatchBreakdown = {
    keywords: keywordPart(keywords),
    title: titlePart(input),
    experience: experiencePart(input),
    education: educationPart(input),
  };
  const parts = Object.values(breakdown) as ScorePart[];
  const weight = parts.reduce((sum, part) => sum + part.weight, 0);
  const points = parts.reduce((sum, part) => sum + part.weight * part.value, 0);
  const score = weight === 0 ? 0 : Math.round((100 * points) / weight);
  return { engineVersion: MATCHER_VERSION, score, breakdown, keywords };
}

function keywordPart(keywords: readonly MatchedKeyword[]): ScorePart {
  if (keywords.length === 0) return nothingAsked('The advert names no skill that could be looked for.');
  const total = keywords.reduce((sum, one) => sum + one.weight, 0);
  const found = keywords.filter((one) => one.status !== 'missing');
  const points = found.reduce((sum, one) => sum + one.weight * (one.status === 'alias' ? ALIAS_VALUE : 1), 0);
  const explanation = `${found.length} of ${keywords.length} keywords of the advert are in the CV, the more important ones counting more.`;
  return { weight: WEIGHTS.keywords, value: round(points / total), explanation };
}

function titlePart({ document, job }: MatchInput): ScorePart {
  const match = matchTitle(document, job);
  if (!match) return nothingAsked('The job has no title to compare with.');
  const explanation = match.best
    ? `"${shorten(match.best, 120)}" is the closest title to "${shorten(match.position, 120)}".`
    : `No title or headline in the CV resembles "${shorten(match.position, 120)}".`;
  return { weight: WEIGHTS.title, value: round(match.value), explanation };
}

function experiencePart({ document, job, asOf }: MatchInput): ScorePart {
  const asked = yearsAsked(job.description, job.experienceLevel);
  if (!asked) return nothingAsked('The advert names no number of years.');
  const months = monthsOfExperience(document, asOf ?? currentMonth());
  if (months === null)
    return {
      weight: WEIGHTS.experience,
      value: 0,
      explanation: `The advert asks for ${asked.text}; the experience in the CV has no dates to count.`,
    };
  const years = Math.floor(months / 12);
  const explanation = `The advert asks for ${asked.text}; the dates in the CV add up to ${years} ${years === 1 ? 'year' : 'years'}.`;
  return { weight: WEIGHTS.experience, value: round(Math.min(1, months / 12 / asked.years)), explanation };
}

function educationPart({ document, job }: MatchInput): ScorePart {
  const asked = degreeAsked(job.description);
  if (!asked) return nothingAsked('The advert names no degree.');
  const held = degreeHeld(document);
  const value = held && held.rank >= asked.rank ? 1 : asked.orEquivalent ? 0.6 : held ? 0.5 : 0;
  const explanation = held
    ? `The advert asks for a ${asked.name}; the CV names "${shorten(held.text, 120)}".`
    : `The advert asks for a ${asked.name}; the CV names none.`;
  return { weight: WEIGHTS.education, value, explanation };
}

function nothingAsked(explanation: string): ScorePart {
  return { weight: 0, value: 0, explanation };
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
