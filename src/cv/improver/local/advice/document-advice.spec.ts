import { describe, expect, it } from '@jest/globals';
import { type CvEntry, emptyEntry, type SectionKind } from '../../../document/cv-document.js';
import { documentAdvice } from './document-advice.js';

const month = (value: string) => ({ value, precision: 'month' as const, raw: value });
const period = (from: string, to: string): CvEntry =>
  emptyEntry({ title: 'x', start: month(from), end: month(to) });

function gaps(...sections: [SectionKind, CvEntry[]][]): string[] {
  const profile = { kind: 'profile' as const, title: '', entries: [emptyEntry()] };
  const rest = sections.map(([kind, entries]) => ({ kind, title: kind, entries }));
  return documentAdvice({ language: 'en', sections: [profile, ...rest] })
    .filter(({ rule }) => rule === 'gap')
    .map(({ path, evidence }) => `${path} after ${evidence}`);
}

describe('documentAdvice on gaps', () => {
  const jobs: CvEntry[] = [period('2022-01', '2024-01'), period('2018-01', '2020-01')];

  it('finds the job that follows one', () => {
    expect(gaps(['experience', jobs])).toEqual(['/sections/1/entries/0 after 2020-01']);
  });

  it('counts studies and volunteering as time accounted for', () => {
    expect(gaps(['experience', jobs], ['education', [period('2019-09', '2021-12')]])).toEqual([]);
    expect(gaps(['experience', jobs], ['volunteer', [period('2020-02', '2021-11')]])).toEqual([]);
  });

  it('says nothing of a pause before studies, nor of half a year', () => {
    expect(
      gaps(['experience', [period('2018-01', '2018-06')]], ['education', [period('2020-01', '2021-01')]]),
    ).toEqual([]);
    expect(gaps(['experience', [period('2020-01', '2020-06'), period('2020-12', '2021-06')]])).toEqual([]);
  });

  it('does not mistake jobs at the same time for a sequence', () => {
    expect(
      gaps([
        'experience',
        [period('2015-01', '2021-01'), period('2015-02', '2015-06'), period('2021-02', '2022-01')],
      ]),
    ).toEqual([]);
  });
});
