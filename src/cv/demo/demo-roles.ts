import { readFileSync } from 'node:fs';
import { DemoRandom } from '../../core/data/demo/demo-random.js';
import {
  APPLICATION_TIMELINES,
  COMPANY_SIZES,
  EXPERIENCE_LEVELS,
} from '../questionnaires/questionnaire.entity.js';

/** What people of one occupation write, and what is asked of them. `{n}`, `{m}` and `{p}` stand for numbers. */
export interface DemoRole {
  key: string;
  industry: string;
  /** What they studied. */
  field: string;
  /** From the first job to the highest. */
  titles: [string, string, string];
  skills: string[];
  bullets: string[];
  projects: string[];
  certificates: string[];
  /** What adverts ask for; `{y}` stands for years. */
  wants: string[];
  nice: string[];
}

/** A job somebody may apply for, as a questionnaire's columns say it. */
export interface DemoJob {
  position: string;
  industry: string;
  experienceLevel: (typeof EXPERIENCE_LEVELS)[number];
  companySize: (typeof COMPANY_SIZES)[number];
  location: string;
  applicationTimeline: (typeof APPLICATION_TIMELINES)[number];
  description: string;
}

const read = <Data>(name: string): Data =>
  JSON.parse(readFileSync(new URL(`./data/${name}.json`, import.meta.url), 'utf8')) as Data;

export const DEMO_ROLES = read<DemoRole[]>('roles');
export const DEMO_WORLD =
  read<Record<'companies' | 'cities' | 'schools' | 'languages' | 'interests', string[]>>('world');

/** Adverts per occupation. */
export const JOBS_PER_ROLE = 4;

/** One of the adverts of an occupation. */
export function demoJob(seed: number, roleIndex: number, jobIndex: number): DemoJob {
  const role = DEMO_ROLES[roleIndex] as DemoRole;
  const random = new DemoRandom(seed, 'job', roleIndex * JOBS_PER_ROLE + jobIndex);
  const level = random.below(role.titles.length);
  const [position, company, location] = [
    role.titles[level] as string,
    random.pick(DEMO_WORLD.companies),
    random.pick(DEMO_WORLD.cities),
  ];
  const years = [1, 3, 6][level] as number;
  const lines = [
    `${position} at ${company}, ${location}`,
    '',
    `${company} is looking for a ${position} to join a team of ${random.between(4, 30)}.`,
    '',
    'What you bring:',
    ...random.some(role.wants, random.between(3, 4)).map((want) => `- ${want.replace('{y}', String(years))}`),
    ...(random.chance(0.5) ? [`- A degree in ${role.field} or a comparable one`] : []),
    '',
    'Nice to have:',
    ...random.some(role.nice, 2).map((nice) => `- ${nice}`),
  ];
  return {
    ...{ position, industry: role.industry, location, description: lines.join('\n') },
    experienceLevel: EXPERIENCE_LEVELS[level] as DemoJob['experienceLevel'],
    companySize: random.pick(COMPANY_SIZES),
    applicationTimeline: random.pick(APPLICATION_TIMELINES),
  };
}
