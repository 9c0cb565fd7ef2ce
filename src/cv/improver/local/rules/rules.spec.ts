import { describe, it, expect } from '@jest/globals';
import { aroundProtected } from '../protected-tokens.js';
import type { TextContext, TextRule } from '../rule.js';
import { TEXT_RULES } from '../text-rules.js';

const CONTEXT: TextContext = { use: 'bullet', tense: 'past', bulletEnd: 'none', skillList: false };

function run(rule: TextRule, text: string, context: Partial<TextContext> = {}): string {
  const full = { ...CONTEXT, ...context };
  return rule.raw ? rule.apply(text, full) : aroundProtected(text, (masked) => rule.apply(masked, full));
}

function table(
  id: string,
  rows: [before: string, after: string][],
  untouched: string[] = [],
  context = {},
): void {
  const rule = TEXT_RULES.find((one) => one.id === id)!;
  describe(id, () => {
    for (const [before, after] of rows)
      it(`${JSON.stringify(before)} → ${JSON.stringify(after)}, and no further`, () => {
        expect(run(rule, before, context)).toBe(after);
        expect(run(rule, after, context)).toBe(after);
      });
    for (const text of untouched)
      it(`leaves ${JSON.stringify(text)}`, () => expect(run(rule, text, context)).toBe(text));
  });
}

table(
  'spacing',
  [
    ['  Wrote\u00a0code  and\ttests ', 'Wrote code and tests'],
    ['Python ,Go', 'Python, Go'],
    ['Wrote code .', 'Wrote code.'],
    ['One\n\n\n two', 'One\n\ntwo'],
    ['zero\u200bwidth', 'zerowidth'],
    ['( brackets )', '(brackets)'],
  ],
  ['1,000 users', 'Used .NET and Node.js', 'Prix : 5 €', 'see https://example.com/a,b', 'C, C++'],
);
table('spacing-en', [['Tools : Python', 'Tools: Python']], ['a :) b', 'ratio 3 : 4']);
table(
  'punctuation',
  [
    ['a,, b', 'a, b'],
    ['Won!!', 'Won!'],
    ['Done..', 'Done.'],
  ],
  ['wait...', 'C++', '../path'],
);
table('quotes', [["it`s ''fine''", 'it\'s "fine"']], ["O'Neil's", '`code`']);
table(
  'dashes',
  [
    ['Lead - platform', 'Lead – platform'],
    ['Lead -- platform', 'Lead – platform'],
    ['2019-2020', '2019–2020'],
  ],
  ['cross-team', '--force flag', '555-2019-2020', '2019-05-01', 'grew -5% in May', '- item'],
);
table(
  'wordy-phrase',
  [
    ['Wrote tests in order to help', 'Wrote tests to help'],
    ['In order to help', 'To help'],
    ['Utilized Kafka', 'Used Kafka'],
    ['reports on a daily basis', 'reports daily'],
    ['late due to the fact that it rained', 'late because it rained'],
  ],
  ['in order of size', 'under-utilized rooms', 'utilization of 80%'],
);
table(
  'filler-word',
  [
    ['Successfully developed tools', 'Developed tools'],
    ['a very old system', 'an old system'],
    ['an extremely late', 'an extremely late'],
    ['worked with various teams', 'worked with teams'],
    ['launched it successfully.', 'launched it.'],
    ['Various projects', 'Projects'],
  ],
  [
    'the very first',
    'of various kinds',
    'various sizes',
    'various and sundry',
    'Very Group',
    'not very large',
  ],
);
table(
  'repeated-word',
  [['of the the team', 'of the team']],
  ['that that', 'had had', 'to to-do', 'New York New York'],
);
table(
  'weak-opener',
  [
    ['Responsible for managing a team', 'Managed a team'],
    ['Was responsible for leading the migration', 'Led the migration'],
    ['I was responsible for building APIs', 'Built APIs'],
    ['Responsible for managing budgets and training the staff', 'Managed budgets and trained the staff'],
    ['Responsible for planning and executing events', 'Planned and executed events'],
    [
      'Responsible for organising events, managing budgets and hiring the staff',
      'Organised events, managed budgets and hired the staff',
    ],
    ['Responsible for managing the team, ensuring quality', 'Managed the team, ensuring quality'],
    ['Responsible for managing sales and marketing', 'Managed sales and marketing'],
    ['Responsible for the design and development of APIs', 'Designed and developed APIs'],
    ['Responsible for testing the software', 'Tested the software'],
    ['Responsible for maintaining Node.js services', 'Maintained Node.js services'],
    ['Was involved in developing the app', 'Helped develop the app'],
    ['Participated in the planning of events', 'Participated in the planning of events'],
    ['Participated in the implementation of Jira', 'Helped implement Jira'],
    ['Responsible for designing, building, and shipping features', 'Designed, built, and shipped features'],
    ['Responsible for setting up and configuring servers', 'Set up and configured servers'],
    ['Responsible for processing invoices', 'Processed invoices'],
    ['Responsible for working with clients', 'Worked with clients'],
    ['Responsible for managing X and onboarding partners', 'Managed X and onboarded partners'],
    [
      'Responsible for conducting interviews, onboarding and training of new hires',
      'Conducted interviews, onboarding and training of new hires',
    ],
    ['Assisted in preparing and sending invoices', 'Helped prepare and send invoices'],
    ['Helped with writing the docs', 'Helped write the docs'],
    ['I am responsible for managing a team', 'Manage a team'],
  ],
  [
    'Responsible for the team',
    'Responsible for marketing campaigns',
    'Responsible for training materials',
    'Responsible for testing',
    'Responsible for managing build and testing tools',
    'Responsible for the design of A and the test of B',
    'Responsible for operating systems',
    'Responsible for planning, organization and execution of events',
    'Responsible for dealing with complaints and mothballing plants',
    'Mainly responsible for managing X',
    'Helped with various team initiatives',
    'Participated in oncall rotation',
    'Was part of the backend team.',
    'Worked on developing X',
    'Responsible for engineering, product and design',
    'Responsible for being on time',
    'Was involved in fundraising',
  ],
);
table('weak-opener', [['Responsible for managing a team', 'Manage a team']], [], { tense: 'present' });
table('weak-opener', [], ['Responsible for managing a team', 'Involved in developing tools'], {
  tense: null,
});
table(
  'first-person',
  [
    ['I developed tools', 'Developed tools'],
    ['I have built APIs and I led a team', 'Built APIs and led a team'],
    ['I am a software engineer with two dogs.', 'Software engineer with two dogs.'],
    ['I lead a team. I also wrote docs', 'Lead a team. Wrote docs'],
    ['I was responsible for budgets', 'Responsible for budgets'],
  ],
  [
    'I enjoy hiking',
    'Built it where I could',
    'Vitamin I',
    'Type I error',
    'World War I exhibits',
    'I/O bound',
    'my team',
  ],
);
table(
  'skill-casing',
  [
    ['wrote javascript and Typescript', 'wrote JavaScript and TypeScript'],
    ['pushed to github', 'pushed to GitHub'],
    ['node.js services on aws', 'Node.js services on AWS'],
    ['Mysql and postgresql', 'MySQL and PostgreSQL'],
  ],
  [
    'see github.com/x',
    'https://docker.com',
    'me@docker.com',
    'the rest of the team',
    'go to market with swift access',
    'JAVASCRIPT FOR ALL',
    'docker-compose.yml',
    'a lean, safe and agile machine',
    'machine learning',
    'NeoVim',
    'pip install pandas',
    'an azure_client variable',
  ],
);
table(
  'bullet-capital',
  [['developed tools', 'Developed tools']],
  ['npm packages', 'iOS apps', 'developed', 'zsh scripts'],
);
table(
  'bullet-end',
  [
    ['Wrote the tools for sales.', 'Wrote the tools for sales'],
    ['Wrote the tools for sales;', 'Wrote the tools for sales'],
  ],
  [
    'Worked in sales at Acme Inc.',
    'Wrote tools, tests, docs etc.',
    'Wrote tools. Sold the lot.',
    'Two words.',
    'Lived in the U.S.',
  ],
);
table(
  'bullet-end',
  [['Wrote the tools for sales', 'Wrote the tools for sales.']],
  [
    'Wrote it for https://example.com',
    'What did they want?',
    'GPA: 3.9',
    'Improved the service. (now 3 million users)',
  ],
  { bulletEnd: 'period' },
);
table('bullet-end', [], ['Wrote the tools for sales.', 'Wrote the tools for sales'], { bulletEnd: null });

it('has no rule without a row here', () => {
  const tested = new Set(
    'spacing spacing-en punctuation quotes dashes wordy-phrase filler-word repeated-word weak-opener first-person skill-casing bullet-capital bullet-end'.split(
      ' ',
    ),
  );
  expect(TEXT_RULES.filter(({ id }) => !tested.has(id))).toEqual([]);
});
