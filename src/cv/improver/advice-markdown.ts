import type { CvDocument } from '../document/cv-document.js';
import { plainMarkdown } from '../keywords/plain-markdown.js';
import { sectionName } from './changes-markdown.js';
import type { Advice, ChangeSeverity } from './improver.js';

const PRIORITIES: readonly [ChangeSeverity, string][] = [
  ['major', 'Most useful'],
  ['minor', 'Worth doing'],
  ['info', 'Details'],
];
const MAX_EVIDENCE = 160;
const MAX_SHOWN = 40;

/** The advice by priority, each with the place and the words it is about. */
export function adviceMarkdown(document: CvDocument, advice: readonly Advice[]): string {
  const lines = ['## What only you can do'];
  for (const [severity, name] of PRIORITIES) {
    const group = advice.slice(0, MAX_SHOWN).filter((one) => one.severity === severity);
    if (group.length > 0) lines.push('', `### ${name}`, '', ...group.map((one) => adviceLine(document, one)));
  }
  return lines.join('\n');
}

function adviceLine(document: CvDocument, { path, rule, message, evidence }: Advice): string {
  const place = path === '' || path.startsWith('/sections/0/') ? '' : `${sectionName(document, { path })}: `;
  const quoted = evidence && rule !== 'missing-keyword' ? ` — “${plainMarkdown(shorten(evidence))}”` : '';
  return `- ${place}${plainMarkdown(message)}${quoted}`;
}

function shorten(text: string): string {
  if (text.length <= MAX_EVIDENCE) return text;
  return `${text.slice(0, MAX_EVIDENCE).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
