import type { CvDocument } from '../document/cv-document.js';
import { plainMarkdown } from '../keywords/plain-markdown.js';
import { shorten } from '../keywords/shorten.js';
import { jobKeywords } from '../matcher/job-keywords.js';
import { matchReportMarkdown } from '../matcher/match-report-markdown.js';
import type { MatchReport } from '../matcher/match-types.js';
import { degreeAsked } from '../matcher/education-level.js';
import { yearsAsked } from '../matcher/experience-years.js';
import { jobPosition } from '../matcher/title-match.js';
import { adviceMarkdown } from './advice-markdown.js';
import { changesMarkdown } from './changes-markdown.js';
import type { Advice, Change, JobTarget } from './improver.js';

/** The most characters (UTF-16 units) that an answer may have. */
export const MAX_RESPONSE_LENGTH = 20_000;

export interface ResponseParts {
  /** The document as it came; headings of changed sections are taken from it. */
  source: CvDocument;
  document: CvDocument;
  changes: readonly Change[];
  advice: readonly Advice[];
  report: MatchReport | null;
}

/** What an improver did, and what it leaves to the person, as Markdown. */
export function responseText({ source, document, changes, advice, report }: ResponseParts): string {
  const head = [
    '# Your CV, improved',
    '',
    summary(changes.length, advice.length),
    '',
    'No employer, date, figure or skill was added: a change only words anew what you wrote.',
  ];
  const parts = [
    ...(report ? [matchReportMarkdown(report)] : []),
    ...(advice.length > 0 ? [adviceMarkdown(document, advice)] : []),
  ];
  const fixed = [head.join('\n'), ...parts].join('\n\n');
  const room = MAX_RESPONSE_LENGTH - fixed.length - 4;
  const changed = changes.length > 0 ? changesMarkdown(source, changes, room) : '';
  return clip([head.join('\n'), changed, ...parts].filter(Boolean).join('\n\n'));
}

/** What a CV for a job should cover, from the advert alone, for a person who sent no CV. Markdown. */
export function coverAdvice(job: JobTarget): string {
  const keywords = jobKeywords(job);
  const list = (importance: string) =>
    keywords
      .filter((one) => one.importance === importance)
      .map(({ keyword }) => `- ${plainMarkdown(keyword)}`);
  const [required, preferred] = [list('required'), list('preferred')];
  const years = yearsAsked(job.description, job.experienceLevel);
  const degree = degreeAsked(job.description);
  const position = plainMarkdown(shorten(jobPosition(job), 200));
  return clip(
    [
      `# What your CV should cover${position ? `: ${position}` : ''}`,
      '',
      'You sent no CV, so this is drawn from the job alone. Claim only what is true of you.',
      '',
      '## In every CV',
      '',
      '- Name, e-mail address, phone number and town, on top and as text',
      '- A summary of two or three lines for this job',
      '- Jobs from the newest to the oldest, each with employer, title, and from when to when',
      '- For each job three to five bullets that begin with a verb and give a figure where there is one',
      '- Education and certificates with their years',
      ...(years
        ? [
            '',
            '## Experience',
            '',
            `- The job asks for ${plainMarkdown(years.text)}: let your dates show it.`,
          ]
        : []),
      ...(degree
        ? [
            '',
            '## Education',
            '',
            `- The job asks for a ${degree.name}${degree.orEquivalent ? ' or comparable experience' : ''}.`,
          ]
        : []),
      ...(required.length > 0 ? ['', '## Asked for: show where you used it', '', ...required] : []),
      ...(preferred.length > 0 ? ['', '## Welcome: name it if you have it', '', ...preferred] : []),
    ].join('\n'),
  );
}

function summary(changes: number, advice: number): string {
  const made =
    changes === 0
      ? 'Nothing had to be changed'
      : `${changes} ${changes === 1 ? 'change was' : 'changes were'} made`;
  const left = advice === 0 ? '' : ` and ${advice} ${advice === 1 ? 'point is' : 'points are'} left for you`;
  return `${made}${left}.`;
}

function clip(text: string): string {
  if (text.length <= MAX_RESPONSE_LENGTH) return text;
  return text.slice(0, text.lastIndexOf('\n', MAX_RESPONSE_LENGTH));
}
