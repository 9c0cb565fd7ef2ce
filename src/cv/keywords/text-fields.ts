import type { CvDocument, CvEntry, SectionKind } from '../document/cv-document.js';

/** One piece of text of a document and where it stands. */
export interface TextField {
  /** JSON pointer (RFC 6901) to the string, e.g. `/sections/1/entries/0/bullets/2`. */
  path: string;
  text: string;
  section: SectionKind;
  /** True for an element of a list of skills. */
  skillList: boolean;
}

const ENTRY_FIELDS = ['title', 'organisation', 'location', 'body'] as const;

/** Every text of a document in reading order, as found; headings and dates are not among them. */
export function textFields(document: CvDocument): TextField[] {
  return document.sections.flatMap((section, s) =>
    section.entries.flatMap((entry, e) =>
      entryTexts(entry).map(([key, text]): TextField => ({
        path: `/sections/${s}/entries/${e}/${key}`,
        text,
        section: section.kind,
        skillList: section.kind === 'skills' && key.startsWith('bullets/'),
      })),
    ),
  );
}

function entryTexts(entry: CvEntry): [key: string, text: string][] {
  const own = ENTRY_FIELDS.map((field): [string, string] => [field, entry[field]]);
  const bullets = entry.bullets.map((text, i): [string, string] => [`bullets/${i}`, text]);
  const data = Object.entries(entry.data).flatMap(([key, value]): [string, string][] => {
    const pointer = `data/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (typeof value === 'string') return [[pointer, value]];
    if (!Array.isArray(value)) return [];
    return value.flatMap((item, i): [string, string][] =>
      typeof item === 'string' ? [[`${pointer}/${i}`, item]] : [],
    );
  });
  return [...own, ...bullets, ...data].filter(([, text]) => text !== '');
}
