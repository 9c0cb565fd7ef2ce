import type { CvDocument } from '../document/cv-document.js';
import { plainMarkdown } from '../keywords/plain-markdown.js';
import { shorten } from '../keywords/shorten.js';
import type { Change } from './improver.js';
import { TEXT_RULES } from './local/text-rules.js';

const LIST_RULES: Record<string, string> = {
  'empty-item': 'an empty line dropped',
  'duplicate-item': 'what stood there twice dropped',
  'skill-order': 'skills that the job asks for put first',
  'entry-order': 'entries put from the newest to the oldest',
};
const DESCRIPTIONS = new Map([
  ...TEXT_RULES.map(({ id, description }) => [id, description] as const),
  ...Object.entries(LIST_RULES),
]);
const MAX_TEXT = 600;

/** The changes by section, what weighs most first, in at most `room` characters. */
export function changesMarkdown(source: CvDocument, changes: readonly Change[], room: number): string {
  const lines = ['## What was changed'];
  let length = lines[0]!.length + 60;
  let shown = 0;
  let heading = '';
  for (const change of [...changes].sort((a, b) => sectionIndex(a) - sectionIndex(b))) {
    const section = sectionName(source, change);
    const block = [...(section === heading ? [] : ['', `### ${section}`, '']), ...changeLines(change)];
    length += block.join('\n').length + 1;
    if (length > room) break;
    heading = section;
    lines.push(...block);
    shown++;
  }
  if (shown < changes.length) lines.push('', `… and ${changes.length - shown} more.`);
  return lines.join('\n');
}

function changeLines({ before, after, rule, path }: Change): string[] {
  const why = rule
    .split(', ')
    .map((id) => DESCRIPTIONS.get(id) ?? id)
    .join('; ');
  const isList = /\/(?:bullets|entries)$/.test(path);
  const show = (text: string) =>
    plainMarkdown(shorten(isList ? text.split('\n').filter(Boolean).join(' · ') : text, MAX_TEXT));
  return [`- ${plainMarkdown(why)}`, `  - Before: ${show(before)}`, `  - After: ${show(after)}`];
}

function sectionIndex({ path }: Change): number {
  return Number(/^\/sections\/(\d+)/.exec(path)?.[1] ?? 0);
}

/** The heading of the section a path leads to, or the section's kind where it has none. */
export function sectionName(document: CvDocument, { path }: { path: string }): string {
  const section = document.sections[Number(/^\/sections\/(\d+)/.exec(path)?.[1])];
  if (!section) return 'The whole CV';
  const kind = section.kind.charAt(0).toUpperCase() + section.kind.slice(1);
  return plainMarkdown(shorten(section.title, 120)) || kind;
}
