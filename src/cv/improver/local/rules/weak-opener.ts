import type { Tense, TextRule } from '../rule.js';
import { toFinite } from './gerund-phrase.js';
import { capitalised } from './wording.js';

const RESPONSIBLE = /^(?:(I was|was|were) |(I am|am|I'm|I’m) )?responsible for (?=\S)/i;
const HELPING =
  /^(?:(?:I was|was|I) )?(?:(involved in)|(?:actively )?participated in|assisted (?:in|with)|helped (?:in|with)) (?=\S)/i;

/**
 * `Responsible for managing X` → `Managed X`; `Was involved in developing X` → `Helped develop X`. It never says
 * more than the source: who was involved helped, and a duty that is no verb stays.
 */
export const weakOpener: TextRule = {
  id: 'weak-opener',
  description: 'weak openings replaced by the verb itself',
  severity: 'major',
  english: true,
  uses: ['bullet', 'body'],
  apply: (text, { tense }) => openResponsible(text, tense) ?? openHelping(text, tense) ?? text,
};

function openResponsible(text: string, tense: Tense): string | null {
  const match = RESPONSIBLE.exec(text);
  if (!match) return null;
  const time = match[1] ? 'past' : match[2] ? 'present' : tense;
  if (!time) return null;
  const finite = toFinite(text.slice(match[0].length), (verb) => (time === 'past' ? verb.past : verb.base));
  return finite && capitalised(finite);
}

function openHelping(text: string, tense: Tense): string | null {
  const match = HELPING.exec(text);
  if (!match) return null;
  // "Involved in" alone has no tense; "was involved", "assisted" and the like are past.
  const time = match[1] && !/^(?:I )?was\b/i.test(text) ? tense : 'past';
  if (!time) return null;
  const finite = toFinite(text.slice(match[0].length), (verb) => verb.base);
  return finite && `${time === 'past' ? 'Helped' : 'Help'} ${finite}`;
}
