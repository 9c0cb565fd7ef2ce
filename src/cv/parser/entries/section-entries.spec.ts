import { describe, expect, it } from '@jest/globals';
import type { SectionKind } from '../../document/cv-document.js';
import { extractText } from '../extraction/text-lines.js';
import { readEntries } from './section-entries.js';

const entriesOf = (kind: SectionKind, text: string) =>
  readEntries(kind, extractText(Buffer.from(text)).lines);
const names = (kind: SectionKind, text: string) =>
  entriesOf(kind, text).map((entry) => [entry.title, entry.organisation, entry.location]);

describe('headers of jobs', () => {
  const expected = [['Senior Engineer', 'Acme Corp', 'Berlin']];
  it.each([
    ['role, then company on one line', 'Senior Engineer | Acme Corp | Berlin | 2019 – 2021'],
    ['company, then role on one line', 'Acme Corp | Senior Engineer | Berlin | 2019 – 2021'],
    ['dash between', 'Acme Corp — Senior Engineer\nBerlin, 2019 – 2021'],
    ['role line, company line', 'Senior Engineer\nAcme Corp, Berlin\n2019 – 2021'],
    ['company and dates first', 'Acme Corp\t2019 – 2021\nSenior Engineer\tBerlin'],
    ['role and dates first', 'Senior Engineer\t2019 – 2021\nAcme Corp\tBerlin'],
    ['"at"', 'Senior Engineer at Acme Corp, Berlin\n2019 – 2021'],
    ['comma', 'Acme Corp, Senior Engineer\tBerlin\n2019 – 2021'],
    ['dates first', '2019 – 2021\tSenior Engineer, Acme Corp\tBerlin'],
  ])('%s', (_name, header) => {
    const [entry, ...others] = entriesOf('experience', `${header}\n- Built things`);
    expect([[entry?.title, entry?.organisation, entry?.location]]).toEqual(expected);
    expect([entry?.start?.value, entry?.end?.value, entry?.bullets, others]).toEqual([
      '2019',
      '2021',
      ['Built things'],
      [],
    ]);
  });

  it('parts jobs by their dates and follows the order the telling ones show', () => {
    const text =
      'Globex\nSoftware Engineer · 2022 – Present\n- One\n\nInitech\nJedi · 2020 – 2022\n- Two\n\nHooli\nTeam Lead · 2018 – 2020\n- Three';
    expect(names('experience', text)).toEqual([
      ['Software Engineer', 'Globex', ''],
      ['Jedi', 'Initech', ''],
      ['Team Lead', 'Hooli', ''],
    ]);
  });

  it('reads jobs without dates', () => {
    const text =
      'Production Intern\nExample Opera Company\n- Sold tickets\n\nRetail Associate\nMusic Store LLC\n- Sold records';
    expect(names('experience', text)).toEqual([
      ['Production Intern', 'Example Opera Company', ''],
      ['Retail Associate', 'Music Store LLC', ''],
    ]);
  });

  it('gives a second role below the same employer that employer', () => {
    const text = 'Acme Corp\nLead Engineer | 2021 – 2023\n- One\n\nEngineer | 2019 – 2021\n- Two';
    expect(names('experience', text)).toEqual([
      ['Lead Engineer', 'Acme Corp', ''],
      ['Engineer', 'Acme Corp', ''],
    ]);
  });

  it('gives an employer that stands above its roles to each of them', () => {
    const text =
      'UNITED PARCEL, Aurora, CO\t2009 – 2015\nShift Supervisor (2012 – 2015)\n- One\n\nPackage Clerk (2009 – 2012)\n- Two';
    expect(names('experience', text)).toEqual([
      ['', 'UNITED PARCEL', 'Aurora, CO'],
      ['Shift Supervisor', 'UNITED PARCEL', ''],
      ['Package Clerk', 'UNITED PARCEL', ''],
    ]);
  });

  it('reads labelled headers', () => {
    const [entry] = entriesOf(
      'experience',
      'Company: Acme\nDesignation: Tester\nDuration: July 2020 – Till Date\n- One',
    );
    expect(entry).toMatchObject({
      title: 'Tester',
      organisation: 'Acme',
      data: { labels: ['Company', 'Designation', 'Duration'] },
    });
    expect([entry?.start?.value, entry?.end?.precision]).toEqual(['2020-07', 'present']);
  });

  it('keeps prose below a header in the body, and wrapped bullets whole', () => {
    const [entry] = entriesOf(
      'experience',
      'Engineer\nAcme Corp\n2019 – 2021\nOwned the whole billing system of the company.\n- Wrote a parser that was\n  used by everybody\n- Cut costs',
    );
    expect(entry?.body).toBe('Owned the whole billing system of the company.');
    expect(entry?.bullets).toEqual(['Wrote a parser that was used by everybody', 'Cut costs']);
  });
});

describe('headers of degrees', () => {
  it.each([
    ['school first', 'State University\nBachelor of Science in Physics, December 2024'],
    ['degree first', 'Bachelor of Science in Physics\nState University | Aug 2020 - Dec 2024'],
    ['one line', 'Bachelor of Science in Physics, State University, 2020 – 2024'],
  ])('%s', (_name, text) => {
    const [entry] = entriesOf('education', text);
    expect([entry?.title, entry?.organisation]).toEqual([
      'Bachelor of Science in Physics',
      'State University',
    ]);
    expect(entry?.end?.value?.slice(0, 4)).toBe('2024');
  });

  it('parts degrees that stand without a gap', () => {
    const text = 'MSc Biology | Universität Wien | 2018\nBSc Biology | Universität Graz | 2016';
    expect(names('education', text)).toEqual([
      ['MSc Biology', 'Universität Wien', ''],
      ['BSc Biology', 'Universität Graz', ''],
    ]);
  });
});

describe('lists', () => {
  const items = (text: string) => entriesOf('skills', text).map((entry) => [entry.title, entry.bullets]);

  it('keeps compound names whole', () => {
    expect(items('Node.js, C#, C/C++, CI/CD, SQL (PostgreSQL, MySQL), Word/Excel.')).toEqual([
      ['', ['Node.js', 'C#', 'C/C++', 'CI/CD', 'SQL (PostgreSQL, MySQL)', 'Word/Excel']],
    ]);
  });

  it('reads groups and lists that run over the line', () => {
    expect(items('Languages: Python, Go,\nRust\nTools: Docker | Kubernetes')).toEqual([
      ['Languages', ['Python', 'Go', 'Rust']],
      ['Tools', ['Docker', 'Kubernetes']],
    ]);
  });

  it('reads one item per line and bullet', () => {
    expect(items('- Docker\n- Kubernetes · Helm')).toEqual([['', ['Docker', 'Kubernetes', 'Helm']]]);
  });

  it('makes every dated line of awards an entry', () => {
    expect(names('awards', '2021\tSilver Prize\n2019\tFinalist, World Cup')).toEqual([
      ['Silver Prize', '', ''],
      ['Finalist, World Cup', '', ''],
    ]);
  });
});
