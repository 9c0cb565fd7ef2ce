import { describe, expect, it } from '@jest/globals';
import type { ContactData } from '../../document/cv-document.js';
import { sourceLine } from '../extraction/source-line.js';
import { parseContact } from './contact-parser.js';

const line = (text: string, size = 10, links: string[] = []) =>
  sourceLine(
    text
      .split('\t')
      .map((cell, i) => ({ text: cell, x: 50 + i * 200, right: 200 + i * 200, size, bold: false })),
    { links },
  );
const read = (...lines: (string | ReturnType<typeof line>)[]) => {
  const entry = parseContact(
    lines.map((item) => (typeof item === 'string' ? line(item) : item)),
    'en',
  );
  return { ...entry, ...(entry.data as unknown as ContactData & { labels: string[]; repeated: string[] }) };
};

describe('parseContact', () => {
  it('reads a line of contact data', () => {
    const person = read(
      line('Ana María López', 22),
      'ana@example.org | (312) 555-0123 | Chicago, IL | linkedin.com/in/ana',
    );
    expect(person).toMatchObject({
      title: 'Ana María López',
      location: 'Chicago, IL',
      emails: ['ana@example.org'],
      phones: ['(312) 555-0123'],
      links: ['linkedin.com/in/ana'],
      other: [],
    });
  });

  it('takes labels off and keeps them', () => {
    const person = read(
      line('Jan Kowalski', 20),
      'Phone: +48 601 234 567',
      'E-mail: jan@example.pl',
      'Address: ul. Długa 5, 00-238 Warszawa',
    );
    expect(person).toMatchObject({
      phones: ['+48 601 234 567'],
      emails: ['jan@example.pl'],
      labels: ['Phone', 'E-mail', 'Address'],
    });
    expect(person.location).toBe('ul. Długa 5, 00-238 Warszawa');
  });

  it.each([
    ['Dr. Petra van den Berg', 'Dr. Petra van den Berg'],
    ['JOHN O’NEILL-SMITH', 'JOHN O’NEILL-SMITH'],
    ['Łukasz Żółć', 'Łukasz Żółć'],
    ['Maria Schmidt, Ph.D.', 'Maria Schmidt, Ph.D.'],
    ['Name: Jane Doe', 'Jane Doe'],
  ])('takes %s for a name', (text, name) => expect(read(line(text, 18), 'x@example.com').title).toBe(name));

  it.each([
    'Curriculum Vitae',
    'Senior Software Engineer',
    'Work Experience',
    'Acme Corporation Inc.',
    '2019 – 2021',
    'I build things that last',
  ])('does not take %s for a name', (text) => expect(read(line(text, 18)).title).toBe(''));

  it('prefers the name the e-mail address speaks of', () => {
    expect(read(line('Bright Ideas', 12), line('Rosa Weber', 12), 'rosa.weber@example.com').title).toBe(
      'Rosa Weber',
    );
  });

  it('joins a name that runs over two lines and finds the headline below it', () => {
    const person = read(line('ROSA', 30), line('WEBER', 30), 'Product Designer', 'rosa@example.com');
    expect([person.title, person.headline]).toEqual(['ROSA WEBER', 'Product Designer']);
  });

  it('finds contact data behind icons', () => {
    const links = ['mailto:jd@example.com', 'https://github.com/jdoe', 'tel:+13125550123'];
    const person = read(line('Jane Doe', 20), line('jdoe', 10, links));
    expect(person).toMatchObject({
      emails: ['jd@example.com'],
      links: ['https://github.com/jdoe'],
      phones: ['+13125550123'],
    });
    expect(person.other).toEqual([]);
    expect(person.repeated).toEqual(['jdoe']);
  });

  it('keeps link targets with stray percent signs as they are', () => {
    const links = ['mailto:jane%@example.com', 'tel:+1%zz312'];
    expect(read(line('Jane Doe', 20), line('mail', 10, links))).toMatchObject({
      emails: ['jane%@example.com'],
      phones: ['+1%zz312'],
    });
  });

  it('keeps what it does not understand', () => {
    expect(read(line('Jane Doe', 20), 'Driving licence B').other).toContain('Driving licence B');
  });
});
