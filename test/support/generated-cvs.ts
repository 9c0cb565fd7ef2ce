const NAMES = ['Jane Doe', 'MARIO ROSSI', 'Zoë de Vries', 'J. R. Hartley', 'Łucja Nowak', 'Lebenslauf', ''];
const CONTACTS = [
  'jane@example.com | +1 312 555 0123 | Chicago, IL',
  'Email: mario@example.it, Phone: 02 1234 5678',
  'linkedin.com/in/zoe · github.com/zoe · zoe@example.nl · zoe@example.nl',
  'Hauptstr. 5\n10115 Berlin\nTel. 030 1234567',
  'Born 1 May 1990, driving licence B',
];
const HEADINGS = [
  'EXPERIENCE',
  'Work History:',
  'Berufserfahrung',
  'Projects',
  'EDUCATION',
  'Skills',
  'SKILLS & TOOLS',
  'Awards',
];
const MORE_HEADINGS = [
  'Languages',
  'Summary',
  'Contact',
  'Things I like',
  'Expérience professionnelle',
  'PUBLICATIONS',
  'References',
];
const HEADERS = [
  'Senior Engineer | Acme Corp | Berlin | 2019 – Present',
  'Acme — Engineer\nMai 2019 bis heute',
  'Globex Inc.\tJan 2018 - Feb 2019 (1 yr 2 mos)\nLead Designer\tRemote',
  'Teacher at Springfield School, 2010 to 2012, 2015',
  'B.Sc. Physics, State University\nExpected May 2025, GPA 3.9/4.0',
  'since 2018: Freelancer',
  '2020.04 - 2021.05 Intern @ Initech',
  'Languages: Python, Go, C++ (2 years), etc.',
  'PhD    Princeton University, Computer Science    Princeton, NJ',
  'from 2001 until 2003 Chef',
];
const BODIES = [
  '- Built a thing; it worked.\n- Cut costs by 30% in Q3 2020\n  and kept them low',
  'Responsible for everything that nobody else wanted to do, every single day of the year.',
  '• one • two • three',
  'o First\no Second',
  '1. Alpha (2019)\n2. Beta',
  'Note: see https://example.com/a?b=c, or mail team@example.org.',
  'a co-operative multi-\npart sentence that goes on',
  'Python\tExpert\nSQL\tBasic',
  '+++ *** ---\n1999',
];

/** A random number generator that gives the same numbers for the same seed (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed + 0x6d2b79f5;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The text of a CV put together at random from parts as they occur and as they should not; the same for the same seed. */
export function generateCvText(seed: number): string {
  const random = randomNumbers(seed);
  const pick = (list: string[]): string => list[Math.floor(random() * list.length)] ?? '';
  const parts = [pick(NAMES), pick(CONTACTS)];
  for (let i = 0; i < 2 + random() * 5; i++) {
    parts.push('', pick(random() < 0.7 ? HEADINGS : MORE_HEADINGS));
    for (let j = 0; j < random() * 4; j++) {
      if (random() < 0.8) parts.push(pick(HEADERS));
      if (random() < 0.8) parts.push(pick(BODIES));
      if (random() < 0.5) parts.push('');
    }
  }
  return parts.join('\n');
}
