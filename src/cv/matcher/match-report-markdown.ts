import type { KeywordStatus, MatchBreakdown, MatchReport } from './match-types.js';
import { plainMarkdown } from '../keywords/plain-markdown.js';

const PARTS: readonly [keyof MatchBreakdown, string][] = [
  ['keywords', 'Keywords'],
  ['title', 'Title'],
  ['experience', 'Experience'],
  ['education', 'Education'],
];
const GROUPS: readonly [KeywordStatus, string][] = [
  ['present', 'In your CV'],
  ['alias', 'In your CV under another name'],
  ['missing', 'Not in your CV'],
];

/** A report as a Markdown fragment that starts with a second-level heading. */
export function matchReportMarkdown(report: MatchReport): string {
  const parts = PARTS.filter(([key]) => report.breakdown[key].weight > 0).map(([key, name]) => {
    const { value, explanation } = report.breakdown[key];
    return `- **${name}** (${percent(value)}): ${plainMarkdown(explanation)}`;
  });
  const groups = GROUPS.map(([status, name]) => [name, keywordNames(report, status)] as const)
    .filter(([, names]) => names.length > 0)
    .map(([name, names]) => `- **${name}:** ${plainMarkdown(names.join(', '))}`);
  return [`## Match with the job: ${report.score} of 100`, '', ...parts, ...groups].join('\n');
}

function keywordNames(report: MatchReport, status: KeywordStatus): string[] {
  return report.keywords
    .filter((one) => one.status === status)
    .map(({ keyword, alias }) => (alias ? `${keyword} (as ${alias})` : keyword));
}

function percent(value: number): string {
  return `${Math.round(value * 100)}%`;
}
