import type { CvDocument } from '../document/cv-document.js';
import type { JobTarget } from '../improver/improver.js';

/** Changes whenever the same input may give another report. */
export const MATCHER_VERSION = '1';

export interface MatchInput {
  document: CvDocument;
  job: JobTarget;
  /** Month that `present` stands for, `YYYY-MM`; the current one (UTC) unless given. */
  asOf?: string;
}

/** Where a document holds a keyword: `text` is the field's slice from `start` to `end` (UTF-16 units). */
export interface Evidence {
  /** JSON pointer to the field. */
  path: string;
  start: number;
  end: number;
  text: string;
}

export type KeywordStatus = 'present' | 'alias' | 'missing';

/** Something the advert asks for. */
export interface MatchedKeyword {
  keyword: string;
  /** Share of the keyword score, relative to the other keywords; 0.3 to 3.5. */
  weight: number;
  importance: 'required' | 'preferred';
  status: KeywordStatus;
  evidence: Evidence[];
  /** The document's own wording, where it is another than the advert's. */
  alias?: string;
}

/** One part of the score. A part the advert says nothing about has weight 0. */
export interface ScorePart {
  /** Points of 100 before parts without weight are taken out. */
  weight: number;
  /** 0 to 1. */
  value: number;
  explanation: string;
}

export interface MatchBreakdown {
  keywords: ScorePart;
  title: ScorePart;
  experience: ScorePart;
  education: ScorePart;
}

export interface MatchReport {
  engineVersion: string;
  /** 0 to 100: the weighted mean of the parts, rounded. */
  score: number;
  breakdown: MatchBreakdown;
  /** Heaviest first. */
  keywords: MatchedKeyword[];
}
