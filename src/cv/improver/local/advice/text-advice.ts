import type { CvDocument } from '../../../document/cv-document.js';
import type { Advice } from '../../improver.js';
import { verbOfPast } from '../../words/verbs.js';
import { editableFields, type EditableField } from '../editable-fields.js';
import { ADVICE_PATTERNS } from './advice-patterns.js';

const MAX_WORDS = 40;
const MAX_SAME_OPENER = 3;
const MAX_UNMEASURED = 5;

/** Advice on single bullets and paragraphs: what the words are, how long, and whether they give a figure. */
export function textAdvice(document: CvDocument): Advice[] {
  const fields = editableFields(document).filter(({ use }) => use === 'bullet' || use === 'body');
  const bullets = fields.filter(({ use }) => use === 'bullet');
  const english = /^en\b/i.test(document.language);
  return [
    ...unmeasured(document, bullets),
    ...(english ? [...patterns(fields), ...repeatedOpeners(bullets)] : []),
    ...tooLong(bullets),
  ];
}

function patterns(fields: readonly EditableField[]): Advice[] {
  return ADVICE_PATTERNS.flatMap(({ rule, severity, pattern, message, limit, whole }) =>
    fields
      .flatMap(({ path, text }): Advice[] => {
        const found = pattern.exec(text);
        return found ? [{ path, rule, severity, message, evidence: whole ? text : found[0] }] : [];
      })
      .slice(0, limit),
  );
}

// One hint per job, on its first bullet: every bullet of a CV with a figure would read like a balance sheet.
function unmeasured(document: CvDocument, bullets: readonly EditableField[]): Advice[] {
  const first = new Map<string, EditableField>();
  const measured = new Set<string>();
  for (const bullet of bullets) {
    if (document.sections[bullet.section]!.kind !== 'experience') continue;
    const entry = `${bullet.section}/${bullet.entry}`;
    if (!first.has(entry)) first.set(entry, bullet);
    if (/\p{N}/u.test(bullet.text)) measured.add(entry);
  }
  return [...first]
    .filter(([entry]) => !measured.has(entry))
    .slice(0, MAX_UNMEASURED)
    .map(([, { path, text }]) => ({
      path,
      rule: 'no-figure',
      severity: 'major',
      message: 'No bullet of this job has a figure. Add one where you know it: how many, how much, how fast.',
      evidence: text,
    }));
}

function tooLong(bullets: readonly EditableField[]): Advice[] {
  return bullets
    .filter(({ text }) => text.split(/\s+/).length > MAX_WORDS)
    .slice(0, 3)
    .map(({ path, text }) => ({
      path,
      rule: 'long-bullet',
      severity: 'minor',
      message: `More than ${MAX_WORDS} words: split it, or keep the result and drop the rest.`,
      evidence: text,
    }));
}

function repeatedOpeners(bullets: readonly EditableField[]): Advice[] {
  const uses = new Map<string, string[]>();
  for (const { text, path } of bullets) {
    const verb = verbOfPast(/^[A-Za-z-]+/.exec(text)?.[0] ?? '')?.past;
    if (verb) uses.set(verb, [...(uses.get(verb) ?? []), path]);
  }
  return [...uses]
    .filter(([, paths]) => paths.length > MAX_SAME_OPENER)
    .map(([verb, paths]) => ({
      path: paths[MAX_SAME_OPENER]!,
      rule: 'repeated-opener',
      severity: 'info',
      message: `${paths.length} bullets begin with the same verb: vary it where another one is as true.`,
      evidence: verb,
    }));
}
