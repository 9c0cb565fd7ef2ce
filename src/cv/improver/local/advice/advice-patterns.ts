import type { ChangeSeverity } from '../../improver.js';

/** A pattern in a text that the person should look at; English. */
export interface AdvicePattern {
  rule: string;
  severity: ChangeSeverity;
  pattern: RegExp;
  message: string;
  /** At most so many per document. */
  limit: number;
  /** True where the whole text is to be thought over, not only the words found. */
  whole?: boolean;
}

export const ADVICE_PATTERNS: readonly AdvicePattern[] = [
  {
    rule: 'weak-bullet',
    severity: 'major',
    pattern:
      /^(?:I )?(?:was )?(?:also )?(?:responsible for|worked (?:on|with)|helped (?:with|out)|assisted|participated in|involved in|part of|in charge of|tasked with|duties included|attended|contributed to|supported)\b/i,
    message: 'Say what you yourself did, and what came of it: this opening leaves it open.',
    limit: 5,
    whole: true,
  },
  {
    rule: 'first-person',
    severity: 'minor',
    pattern: /(?<![\p{L}\p{N}.])(?:I|I['’]m|I['’]ve|me|myself)(?![\p{L}\p{N}.])/u,
    message: 'CVs leave "I" and "me" out: begin with the verb.',
    limit: 3,
  },
  {
    rule: 'we',
    severity: 'minor',
    pattern: /(?<![\p{L}\p{N}])(?:we|our team)(?![\p{L}\p{N}])/iu,
    message: 'Say which part of this was yours.',
    limit: 3,
  },
  {
    rule: 'passive',
    severity: 'info',
    pattern:
      /\b(?:was|were|been|being) (?:[a-z]+ly )?(?:[a-z]{2,}ed|made|built|given|held|led|taken|written|chosen|done)\b/i,
    message: 'The passive hides who did it. If it was you, begin with the verb.',
    limit: 3,
  },
  {
    rule: 'buzzword',
    severity: 'info',
    pattern:
      /\b(?:team[- ]player|hard[- ]working|go-getter|self-starter|results[- ](?:driven|oriented)|detail[- ]oriented|think outside the box|synerg(?:y|ies)|dynamic individual|highly motivated|passionate about|proven track record|fast learner|people person)\b/i,
    message: 'Everyone says this of themselves. Show it by an example, or leave it out.',
    limit: 3,
  },
  {
    rule: 'inclusive-language',
    severity: 'info',
    pattern:
      /\b(?:chairm[ae]n|salesm[ae]n|foreman|manpower|man-hours|stewardess|mankind|black-?list(?:ed)?|white-?list(?:ed)?|master\/slave)\b/i,
    message: 'There is a neutral word for this, e.g. chair, sales representative, staff hours, blocklist.',
    limit: 3,
  },
  {
    rule: 'open-ended',
    severity: 'info',
    pattern: /\betc\b\.?|\band so on\b|\band more\b\.?$/i,
    message: 'Name what matters and leave out the rest.',
    limit: 2,
  },
];
