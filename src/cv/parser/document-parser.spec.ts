import { describe, expect, it } from '@jest/globals';
import { SAMPLE_CV, docxCv, oneColumnPdf, textCv, twoColumnPdf } from '../../../test/support/cv-fixtures.js';
import { contactOf, profileEntry } from '../document/cv-document.js';
import type { CvDocument } from '../document/cv-document.js';
import { documentText } from '../document/document-text.js';
import { parseDocument } from './document-parser.js';
import { extract } from './extraction/extract.js';
import { extractText } from './extraction/text-lines.js';
import type { Extraction } from './extraction/source-line.js';
import { keepLostText } from './lost-text.js';
import { countTokens } from './words.js';
import { generateCvText } from '../../../test/support/generated-cvs.js';

/** Tokens the source has more often than the document. */
function lostTokens(extraction: Extraction, document: CvDocument): string[] {
  const kept = countTokens(documentText(document));
  const source = countTokens(extraction.lines.map((line) => line.text).join('\n'));
  return [...source].filter(([token, count]) => (kept.get(token) ?? 0) < count).map(([token]) => token);
}

describe('parseDocument', () => {
  it.each([
    ['a PDF of one column', 'pdf', oneColumnPdf],
    ['a PDF of two columns', 'pdf', twoColumnPdf],
    ['a DOCX', 'docx', docxCv],
    ['plain text', 'text', textCv],
  ] as const)('reads %s completely', async (_name, kind, make) => {
    const extraction = await extract(kind, await make());
    const document = parseDocument(extraction);
    expect(document.language).toBe('en');
    const profile = profileEntry(document);
    expect([profile.title, profile.location, profile.body]).toEqual([
      SAMPLE_CV.name,
      SAMPLE_CV.location,
      SAMPLE_CV.summary,
    ]);
    expect(contactOf(document)).toMatchObject({
      emails: [SAMPLE_CV.email],
      phones: [SAMPLE_CV.phone],
      other: [],
    });
    const jobs = document.sections.find((section) => section.kind === 'experience')?.entries ?? [];
    expect(
      jobs.map(({ title, organisation, location, bullets }) => ({ title, organisation, location, bullets })),
    ).toEqual(
      SAMPLE_CV.jobs.map(({ title, company, place, bullets }) => ({
        title,
        organisation: company,
        location: place,
        bullets,
      })),
    );
    expect(jobs.map((job) => [job.start?.value, job.end?.value ?? job.end?.precision])).toEqual([
      ['2020-03', 'present'],
      ['2016-06', '2020-02'],
    ]);
    const degree = document.sections.find((section) => section.kind === 'education')?.entries[0];
    expect([degree?.title, degree?.organisation]).toEqual([SAMPLE_CV.degree.title, SAMPLE_CV.degree.school]);
    const skills = document.sections.find((section) => section.kind === 'skills')?.entries[0];
    expect(skills?.bullets).toEqual(SAMPLE_CV.skills);
    expect(document.sections).toHaveLength(4);
    expect(lostTokens(extraction, document)).toEqual([]);
  });

  it('reads a German CV', () => {
    const text =
      'Lebenslauf\n\nJürgen Groß\nMusterstraße 12, 50667 Köln\nE-Mail: juergen.gross@example.de\nTelefon: 0221 4710123\n\nBerufserfahrung\n\n' +
      'Mai 2019 – heute\nSoftwareentwickler\nRheinwerk Systeme GmbH, Köln\n- Entwicklung von Diensten für die Buchhaltung\n\n' +
      'Ausbildung\n\n2014 bis 2018\nBachelor Informatik\nTechnische Hochschule Köln\n\nSprachkenntnisse\nDeutsch (Muttersprache), Englisch (C1)\n';
    const extraction = extractText(Buffer.from(text));
    const document = parseDocument(extraction);
    expect(document.language).toBe('de');
    expect(profileEntry(document).title).toBe('Jürgen Groß');
    expect(contactOf(document)).toMatchObject({
      emails: ['juergen.gross@example.de'],
      phones: ['0221 4710123'],
    });
    expect(document.sections.map((section) => section.kind)).toEqual([
      'profile',
      'experience',
      'education',
      'languages',
    ]);
    expect(document.sections[1]?.entries[0]).toMatchObject({
      title: 'Softwareentwickler',
      organisation: 'Rheinwerk Systeme GmbH',
    });
    expect(document.sections[3]?.entries[0]?.bullets).toEqual(['Deutsch (Muttersprache)', 'Englisch (C1)']);
    expect(lostTokens(extraction, document)).toEqual([]);
  });

  it('makes a second summary a section of its own and never invents a name', () => {
    const document = parseDocument(
      extractText(Buffer.from('SUMMARY\nI build things.\n\nOBJECTIVE\nTo build more things.\n')),
    );
    expect(profileEntry(document)).toMatchObject({ title: '', body: 'I build things.' });
    expect(document.sections[1]).toMatchObject({ kind: 'custom', title: 'OBJECTIVE' });
  });

  it.each(Array.from({ length: 120 }, (_, seed) => seed))('loses no word of generated CV %i', (seed) => {
    const extraction = extractText(Buffer.from(generateCvText(seed)));
    expect(lostTokens(extraction, parseDocument(extraction))).toEqual([]);
  });
});

describe('keepLostText', () => {
  it('appends the lines whose words a document lacks', () => {
    const { lines } = extractText(Buffer.from('Jane Doe\nLikes tea\nLikes tea'));
    const document = parseDocument({ lines: lines.slice(0, 2), pages: 1, furniture: [] });
    keepLostText(document, lines);
    expect(document.sections.at(-1)).toMatchObject({
      kind: 'custom',
      title: '',
      entries: [{ bullets: ['Likes tea'] }],
    });
  });
});
