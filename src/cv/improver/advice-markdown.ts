import type { CvDocument } from '../document/cv-document.js';
import { plainMarkdown } from '../keywords/plain-markdown.js';
import { shorten } from '../keywords/shorten.js';
import { sectionName } from './changes-markdown.js';
import type { Advice, ChangeSeverity } from './improver.js';

const PRIORITIES: readonly [ChangeSeverity, string][] = [
  ['major', 'Most useful'],
  ['minor', 'Worth doing'],
  ['info', 'Details'],
];
const KEYWORD_RULE = 'missing-keyword';
const MAX_EVIDENCE = 160;
const MAX_SHOWN = 40;

/** The advice by priority; what is said of several places is said once, with the words it is about. */
export function adviceMarkdown(document: CvDocument, advice: readonly Advice[]): string {
  const lines = ['## What only you can do'];
  for (const [severity, name] of PRIORITIES) {
    const group = advice.slice(0, MAX_SHOWN).filter((one) => one.severity === severity);
    if (group.length === 0) continue;
    const keywords = group
      .filter(({ rule }) => rule === KEYWORD_RULE)
      .map(({ evidence }) => plainMarkdown(evidence));
    const others = group.filter(({ rule }) => rule !== KEYWORD_RULE);
    const messages = [...new Set(others.map(({ message }) => message))];
    lines.push('', `### ${name}`, '');
    for (const message of messages)
      lines.push(
        ...adviceLines(
          document,
          message,
          others.filter((one) => one.message === message),
        ),
      );
    if (keywords.length > 0)
      lines.push(
        `- The advert asks for what your CV does not name. Add it, with where you used it, only if you have it: ${keywords.join(', ')}.`,
      );
  }
  return lines.join('\n');
}

function adviceLines(document: CvDocument, message: string, group: readonly Advice[]): string[] {
  const quotes = group
    .filter(({ evidence }) => evidence !== '')
    .map((one) => `  - ${place(document, one)}“${plainMarkdown(shorten(one.evidence, MAX_EVIDENCE))}”`);
  return [`- ${plainMarkdown(message)}`, ...quotes];
}

function place(document: CvDocument, { path }: Advice): string {
  return path === '' || path.startsWith('/sections/0/') ? '' : `${sectionName(document, { path })}: `;
}
