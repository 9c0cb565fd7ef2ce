import type { CvDocument } from '../document/cv-document.js';

/** Degrees in rising order; `rank` 1 to 4. */
const LEVELS: readonly { rank: number; name: string; pattern: RegExp }[] = [
  {
    rank: 4,
    name: 'doctorate',
    pattern: /\bph\.?\s?d\b|\bdoctora(?:te|l)\b|\bdr\.-ing|\bpromotion\b(?=.{0,100}\buniversit)|\bdoktor/iu,
  },
  {
    rank: 3,
    name: "master's degree",
    pattern:
      /\bmaster(?:['’]?s)?\b(?!\s*(?:data|branch|class))|\bm\.?\s?(?:sc|eng|ed|phil)\b|(?<![\p{L}.])(?:MBA|M\.?S\.?|M\.?A\.?)(?![\p{L}])|\bdiplom(?:-|\b)(?!a)|\bmagister\b|\bmgr\b/iu,
  },
  {
    rank: 2,
    name: "bachelor's degree",
    pattern:
      /\bbachelor(?:['’]?s)?\b|\bb\.?\s?(?:sc|eng|ed|tech|com)\b|(?<![\p{L}.])(?:BBA|B\.?S\.?|B\.?A\.?)(?![\p{L}])|\blicenci(?:ado|atura)\b|\blicencjat\b|\blicence\b(?=.{0,100}universit)|\binżynier\b|\bundergraduate degree|\b(?:university|college) degree|\bdegree in\b/iu,
  },
  {
    rank: 1,
    name: 'diploma',
    pattern: /\bassociate(?:['’]?s)? degree|\bdiploma\b|\bhigh school\b|\babitur\b|\bsecondary\b/iu,
  },
];

export interface EducationLevel {
  rank: number;
  name: string;
}

/** The lowest degree an advert asks for, and whether it takes experience instead. */
export function degreeAsked(description: string): (EducationLevel & { orEquivalent: boolean }) | null {
  const asked = LEVELS.filter(({ rank, pattern }) => rank > 1 && asksFor(description, pattern));
  const lowest = asked.at(-1);
  if (!lowest) return null;
  const orEquivalent =
    /\b(?:or|and\/or) (?:an? )?(?:equivalent|comparable|similar)\b|equivalent (?:practical |work )?experience/i;
  return { rank: lowest.rank, name: lowest.name, orEquivalent: orEquivalent.test(description) };
}

// "MS" and "MA" are a company's and a state's letters as well: in an advert a degree needs a word beside it.
function asksFor(description: string, pattern: RegExp): boolean {
  return description
    .split(/[.;\n]+(?=\s|$)/)
    .some(
      (clause) =>
        pattern.test(clause) &&
        /degree|bachelor|master['’]?s|ph\.?\s?d|doctora|diplom|\bb\.?sc|\bm\.?sc|mba|studium|diplôme|wykształcenie/i.test(
          clause,
        ),
    );
}

/** The highest degree named in the education sections. */
export function degreeHeld(document: CvDocument): (EducationLevel & { text: string }) | null {
  const texts = document.sections
    .filter(({ kind }) => kind === 'education')
    .flatMap(({ entries }) =>
      entries.flatMap(({ title, organisation, body }) => [title, organisation, body]),
    );
  for (const { rank, name, pattern } of LEVELS) {
    const text = texts.find((one) => pattern.test(one));
    if (text !== undefined) return { rank, name, text };
  }
  return null;
}
