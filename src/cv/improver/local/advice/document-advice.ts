import { contactOf, type CvDocument, profileEntry } from '../../../document/cv-document.js';
import { monthNumber } from '../../../matcher/experience-years.js';
import type { Advice } from '../../improver.js';

const PROFILE = '/sections/0/entries/0';
const MAX_GAP_MONTHS = 6;
const SUMMARY_HEADING =
  /summary|profile|about|objective|profil|zusammenfassung|résumé|resumen|perfil|riepilogo|podsumowanie|samenvatting/i;

/** Advice on what the document as a whole lacks: contact data, a summary, dates, an explanation of gaps. */
export function documentAdvice(document: CvDocument): Advice[] {
  return [
    ...contactAdvice(document),
    ...summaryAdvice(document),
    ...datesAdvice(document),
    ...gapAdvice(document),
  ];
}

function contactAdvice(document: CvDocument): Advice[] {
  const { emails, phones } = contactOf(document);
  const missing = (rule: string, message: string, part: string): Advice => ({
    path: `${PROFILE}${part}`,
    rule,
    severity: 'major',
    message,
    evidence: '',
  });
  return [
    ...(profileEntry(document).title === ''
      ? [missing('no-name', 'No name was found at the top of the CV: put it on a line of its own.', '/title')]
      : []),
    ...(emails.length === 0
      ? [missing('no-email', 'Add an e-mail address: without one nobody can invite you.', '/data/emails')]
      : []),
    ...(phones.length === 0
      ? [missing('no-phone', 'Add a phone number with its country code.', '/data/phones')].map(asMinor)
      : []),
  ];
}

function asMinor(advice: Advice): Advice {
  return { ...advice, severity: 'minor' };
}

function summaryAdvice(document: CvDocument): Advice[] {
  const elsewhere = document.sections.some(
    ({ kind, title }) => kind === 'custom' && SUMMARY_HEADING.test(title),
  );
  if (profileEntry(document).body !== '' || elsewhere) return [];
  const message =
    'Add a summary of two or three lines: what you are, how long you have been it, and what you want to do next.';
  return [{ path: `${PROFILE}/body`, rule: 'no-summary', severity: 'minor', message, evidence: '' }];
}

function datesAdvice(document: CvDocument): Advice[] {
  return document.sections.flatMap((section, s) =>
    section.kind !== 'experience'
      ? []
      : section.entries.flatMap(({ start, end, title, organisation }, e): Advice[] => {
          if (start || end) return [];
          const message = 'Add from when to when, with months: readers and search engines count the years.';
          const evidence = [title, organisation].filter(Boolean).join(', ');
          return [
            { path: `/sections/${s}/entries/${e}`, rule: 'no-dates', severity: 'major', message, evidence },
          ];
        }),
  );
}

/** Kinds of section whose dates account for time; only a job that follows a gap is worth a word. */
const ACCOUNTING: readonly string[] = ['experience', 'education', 'volunteer'];

function gapAdvice(document: CvDocument): Advice[] {
  const spans = document.sections
    .flatMap(({ kind, entries }, s) =>
      ACCOUNTING.includes(kind)
        ? entries.map((entry, e) => ({ entry, kind, path: `/sections/${s}/entries/${e}` }))
        : [],
    )
    .flatMap(({ entry: { start, end }, kind, path }) => {
      // "Present" lies after every start, whatever the month is.
      const from = start && monthNumber(start, '9999-12', 'first');
      const to = end ? monthNumber(end, '9999-12', 'last') : from;
      return from == null || to == null ? [] : [{ from, to, kind, path, until: end?.raw ?? start!.raw }];
    })
    .sort((a, b) => a.from - b.from);
  const advice: Advice[] = [];
  let last = spans[0];
  for (const span of spans.slice(1)) {
    const months = span.from - last!.to - 1;
    if (months > MAX_GAP_MONTHS && span.kind === 'experience')
      advice.push({
        path: span.path,
        rule: 'gap',
        severity: 'minor',
        message: `About ${months} months lie before this job. If you studied, worked freelance or cared for someone, say so.`,
        evidence: last!.until,
      });
    if (span.to >= last!.to) last = span;
  }
  return advice;
}
