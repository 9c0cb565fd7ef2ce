import { DemoRandom } from '../../core/data/demo/demo-random.js';
import {
  type CvDate,
  type CvDocument,
  type CvEntry,
  type CvSection,
  emptyEntry,
} from '../document/cv-document.js';
import { DEMO_ROLES, DEMO_WORLD, type DemoRole } from './demo-roles.js';
import { STAND_IN } from './demo-template.js';

/** CVs per occupation; each belongs to many people, under their own names. */
export const VARIANTS_PER_ROLE = 8;
export const VARIANTS = DEMO_ROLES.length * VARIANTS_PER_ROLE;

export const roleOf = (variant: number): number => variant % DEMO_ROLES.length;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** One CV of an occupation, of nobody yet: where the person belongs it says `STAND_IN`. */
export function demoDocument(seed: number, variant: number, asOf: Date): CvDocument {
  const role = DEMO_ROLES[roleOf(variant)] as DemoRole;
  const random = new DemoRandom(seed, 'document', variant);
  const sections = [
    profile(role, random),
    ...history(role, random, asOf.getUTCFullYear()),
    section('skills', 'Skills', [emptyEntry({ bullets: random.some(role.skills, random.between(6, 9)) })]),
    ...(random.chance(0.7)
      ? [
          section('languages', 'Languages', [
            emptyEntry({ bullets: random.some(DEMO_WORLD.languages, random.between(1, 3)) }),
          ]),
        ]
      : []),
    ...(random.chance(0.4)
      ? [section('certificates', 'Certificates', [emptyEntry({ title: random.pick(role.certificates) })])]
      : []),
    ...(random.chance(0.3)
      ? [section('projects', 'Projects', [emptyEntry({ title: random.pick(role.projects) })])]
      : []),
    ...(random.chance(0.3)
      ? [section('interests', 'Interests', [emptyEntry({ bullets: random.some(DEMO_WORLD.interests, 3) })])]
      : []),
  ];
  return { language: 'en', sections };
}

const section = (kind: CvSection['kind'], title: string, entries: CvEntry[]): CvSection => ({
  kind,
  title,
  entries,
});

function profile(role: DemoRole, random: DemoRandom): CvSection {
  const [first, second] = random.some(role.skills, 2);
  const title = random.pick(role.titles);
  const body = random.pick([
    `${title} with a focus on ${first} and ${second}.`,
    `I am a ${title.toLowerCase()} who likes ${first} and ${second} and clear goals.`,
    `Reliable, curious and used to ${first}. My strength is ${second}.`,
  ]);
  const data = {
    headline: title,
    emails: [STAND_IN.email],
    phones: [STAND_IN.phone],
    links: random.chance(0.6) ? [STAND_IN.link] : [],
    other: [],
  };
  return section('profile', '', [
    emptyEntry({ title: STAND_IN.name, location: random.pick(DEMO_WORLD.cities), body, data }),
  ]);
}

/** Jobs, the newest first, and before them the studies. */
function history(role: DemoRole, random: DemoRandom, thisYear: number): CvSection[] {
  const jobs: CvEntry[] = [];
  let year = thisYear;
  const count = random.between(2, 4);
  for (let index = 0; index < count; index += 1) {
    const start = year - random.between(1, 4);
    const end = index === 0 && random.chance(0.8) ? PRESENT : month(year, random);
    jobs.push(
      emptyEntry({
        title: role.titles[Math.max(0, role.titles.length - 1 - index)],
        organisation: random.pick(DEMO_WORLD.companies),
        location: random.pick(DEMO_WORLD.cities),
        start: month(start, random),
        end,
        bullets: random.some(role.bullets, random.between(3, 5)).map((text) => numbered(text, random)),
      }),
    );
    year = start;
  }
  const degree = emptyEntry({
    title: `${random.pick(['B.Sc.', 'B.A.', 'M.Sc.', 'M.A.'])} ${role.field}`,
    organisation: random.pick(DEMO_WORLD.schools),
    location: random.pick(DEMO_WORLD.cities),
    start: yearOnly(year - random.between(3, 5)),
    end: yearOnly(year),
  });
  return [section('experience', 'Experience', jobs), section('education', 'Education', [degree])];
}

const numbered = (text: string, random: DemoRandom): string =>
  text
    .replace('{n}', random.between(1, 90) * 100 + '')
    .replace('{m}', random.between(3, 24) + '')
    .replace('{p}', random.between(5, 45) + '');

const PRESENT: CvDate = { value: null, precision: 'present', raw: 'Present' };

function month(year: number, random: DemoRandom): CvDate {
  const index = random.below(MONTHS.length);
  return {
    value: `${year}-${String(index + 1).padStart(2, '0')}`,
    precision: 'month',
    raw: `${MONTHS[index]} ${year}`,
  };
}

const yearOnly = (year: number): CvDate => ({ value: `${year}`, precision: 'year', raw: `${year}` });
