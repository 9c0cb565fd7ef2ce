import type { DemoPerson } from '../../users/demo/demo-people.js';

/** Somebody whose place each person takes. */
export const STAND_IN = {
  name: 'Sam Standin',
  email: 'sam.standin@example.com',
  phone: '+1 202 555 0100',
  link: 'https://linkedin.com/in/sam-standin',
} as const;

type Part = { text: string } | { field: keyof typeof STAND_IN };

const FIELDS = Object.keys(STAND_IN) as (keyof typeof STAND_IN)[];
const PATTERN = new RegExp(`(${FIELDS.map((field) => STAND_IN[field].replace(/[.+]/g, '\\$&')).join('|')})`);

/** A text in which a person can take the place of `STAND_IN`, cut up once because that happens many thousand times. */
export class DemoTemplate {
  private readonly parts: Part[];

  constructor(text: string) {
    this.parts = text.split(PATTERN).map((piece) => {
      const field = FIELDS.find((one) => STAND_IN[one] === piece);
      return field ? { field } : { text: piece };
    });
  }

  for(person: DemoPerson): string {
    const values = {
      name: `${person.firstName} ${person.lastName}`,
      email: person.email,
      phone: phoneOf(person),
      link: `https://linkedin.com/in/${person.username.replaceAll('.', '-')}`,
    };
    return this.parts.map((part) => ('field' in part ? values[part.field] : part.text)).join('');
  }
}

/** Numbers that are nobody's: 555-0100 to 555-0199 are kept for fiction. */
const phoneOf = ({ id }: DemoPerson): string => `+1 202 555 01${String(id % 100).padStart(2, '0')}`;
