import type { MatchReport } from '../../../matcher/match-types.js';
import type { Advice } from '../../improver.js';

const MAX_MISSING = 8;
const MAX_ALIASES = 4;

/** What the advert asks for and the CV does not say: only the person knows whether it is true. */
export function keywordAdvice(report: MatchReport): Advice[] {
  const missing = report.keywords.filter(({ status }) => status === 'missing').slice(0, MAX_MISSING);
  const aliases = report.keywords.filter(({ status }) => status === 'alias').slice(0, MAX_ALIASES);
  return [
    ...missing.map(({ keyword, importance }): Advice => ({
      path: '',
      rule: 'missing-keyword',
      severity: importance === 'required' ? 'major' : 'minor',
      message: `The advert asks for ${keyword}; add it only if you have it, and where you used it.`,
      evidence: keyword,
    })),
    ...aliases.map(({ keyword, alias, evidence }): Advice => ({
      path: evidence[0]!.path,
      rule: 'other-spelling',
      severity: 'info',
      message: `The advert says "${keyword}": use its word too where it is as true, search programs may know only one.`,
      evidence: alias!,
    })),
  ];
}
