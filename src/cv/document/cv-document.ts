/** What a section is about; `custom` keeps every heading the others do not cover. */
export const SECTION_KINDS = [
  'profile',
  'experience',
  'education',
  'skills',
  'projects',
  'certificates',
  'languages',
  'publications',
  'awards',
  'volunteer',
  'interests',
  'references',
  'custom',
] as const;
export type SectionKind = (typeof SECTION_KINDS)[number];

/** How much of a date its source gave; `present` stands for "until today" and has no value. */
export type DatePrecision = 'year' | 'month' | 'day' | 'present';

/** One end of a period. `raw` is the source's own wording and is what a renderer may always fall back to. */
export interface CvDate {
  /** ISO 8601, as long as the precision says: `2019`, `2019-05`, `2019-05-31`; null for `present` or when unreadable. */
  value: string | null;
  precision: DatePrecision | null;
  raw: string;
}

/** One item of a section: a job, a degree, a group of skills. Empty strings and arrays stand for "not given". */
export interface CvEntry {
  /** Role, degree, project name, label of a skill group; in the profile section the person's full name. */
  title: string;
  /** Employer, school, issuer, publisher. */
  organisation: string;
  location: string;
  start: CvDate | null;
  end: CvDate | null;
  /** Free text in paragraphs separated by a blank line; in the profile section the summary. */
  body: string;
  /** Bullet points; in skills, languages and interests one element per item. */
  bullets: string[];
  /** What has no column of its own; in the profile section a `ContactData`. */
  data: Record<string, unknown>;
}

/** `data` of the profile section's only entry. */
export interface ContactData {
  headline: string;
  emails: string[];
  phones: string[];
  links: string[];
  /** Header lines that are none of the above, so that no text is lost. */
  other: string[];
}

/**
 * Names in `data` under which a parser keeps words of the source's layout, so that none is lost: labels such as
 * "Phone:", what the header says twice, page numbers, lengths such as "4 months". They are not set again.
 */
export const LAYOUT_DATA: readonly string[] = [
  'labels',
  'repeated',
  'headings',
  'furniture',
  'dateWords',
  'duration',
  'joinedBy',
];

export interface CvSection {
  kind: SectionKind;
  /** The heading as found in the source; empty where there was none. */
  title: string;
  entries: CvEntry[];
}

/**
 * A CV as data. The first section is always the one `profile` section with exactly one entry: the person.
 * A second summary-like heading becomes `custom`.
 */
export interface CvDocument {
  /** BCP 47 language of the text, e.g. `en`. */
  language: string;
  sections: CvSection[];
}

/** An entry with nothing in it, to be filled by spreading. */
export function emptyEntry(fields: Partial<CvEntry> = {}): CvEntry {
  return {
    title: '',
    organisation: '',
    location: '',
    start: null,
    end: null,
    body: '',
    bullets: [],
    data: {},
    ...fields,
  };
}

/** The person's own entry. Throws when the document breaks the rule that its first section is the profile. */
export function profileEntry(document: CvDocument): CvEntry {
  const entry = document.sections[0]?.kind === 'profile' ? document.sections[0].entries[0] : undefined;
  if (!entry) throw new Error('a CV document starts with a profile section of one entry');
  return entry;
}

/** The contact details of the person, with empty lists where the document has none. */
export function contactOf(document: CvDocument): ContactData {
  const data = profileEntry(document).data as Partial<ContactData>;
  return {
    headline: data.headline ?? '',
    emails: data.emails ?? [],
    phones: data.phones ?? [],
    links: data.links ?? [],
    other: data.other ?? [],
  };
}
