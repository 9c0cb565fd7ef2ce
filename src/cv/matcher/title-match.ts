import type { JobTarget } from '../improver/improver.js';
import { contactOf, type CvDocument } from '../document/cv-document.js';
import { singular, tokenize } from '../keywords/tokens.js';

const NAMED_IN_TEXT =
  /\b(?:looking for|seeking|hiring|searching for|recruiting)\s+(?:an?|our(?: next)?)\s+((?:\p{Lu}[\p{L}\p{N}+#./-]*\s?){1,6})/u;
const LEVEL_WORDS = new Set(
  'senior sr junior jr lead principal staff chief head mid level i ii iii the a an of and for'.split(' '),
);
const SAME: Record<string, string> = {
  developer: 'engineer',
  programmer: 'engineer',
  'front-end': 'frontend',
  'back-end': 'backend',
  ml: 'machine learning',
};

/** How well the best of the document's titles covers the job's, 0 to 1, with the title. */
export interface TitleMatch {
  position: string;
  value: number;
  best: string;
}

/** The job's title: as given, else as the advert's first sentences name it; empty where neither does. */
export function jobPosition(job: JobTarget): string {
  return job.position.trim() || (NAMED_IN_TEXT.exec(job.description)?.[1]?.trim() ?? '');
}

/** Compares the job's title to the headline and the titles of the experience; null where the job has none. */
export function matchTitle(document: CvDocument, job: JobTarget): TitleMatch | null {
  const position = jobPosition(job);
  const wanted = titleWords(position);
  if (wanted.size === 0) return null;
  const titles = [
    contactOf(document).headline,
    ...document.sections
      .filter(({ kind }) => kind === 'experience')
      .flatMap(({ entries }) => entries.map(({ title }) => title)),
  ];
  let best = { value: 0, best: '' };
  for (const title of titles) {
    const words = titleWords(title);
    const value = [...wanted].filter((word) => words.has(word)).length / wanted.size;
    if (value > best.value) best = { value, best: title };
  }
  return { position, ...best };
}

function titleWords(title: string): Set<string> {
  const words = tokenize(title.replace(/\b(front|back)-end\b/gi, '$1end'))
    .filter((token) => token.kind === 'word')
    .flatMap((token) => (SAME[token.key] ?? token.key).split(' '))
    .map(singular);
  const telling = words.filter((word) => !LEVEL_WORDS.has(word));
  return new Set(telling.length > 0 ? telling : words);
}
