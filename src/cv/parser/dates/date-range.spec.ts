import { describe, expect, it } from '@jest/globals';
import { findDateRange } from './date-range.js';

/** text | start value | end value (`present` for until today, empty for none) */
const CASES: [string, string, string][] = [
  ['2019 – Present', '2019', 'present'],
  ['Mai 2019 – heute', '2019-05', 'present'],
  ['2020.04 - 2021.05', '2020-04', '2021-05'],
  ['Jan 2019 - Dec 2020', '2019-01', '2020-12'],
  ['Sep. 2023 \u00ad Mar. 2024', '2023-09', '2024-03'],
  ['June 2023 – Sept. 2023', '2023-06', '2023-09'],
  ['01/2019–03/2021', '2019-01', '2021-03'],
  ['04/2021 - Present Austin, TX', '2021-04', 'present'],
  ['05.2019 bis 07.2020', '2019-05', '2020-07'],
  ['2019-05 to 2020-11', '2019-05', '2020-11'],
  ['2019-05-01 — 2020-11-30', '2019-05-01', '2020-11-30'],
  ['01.04.2018 - 31.12.2019', '2018-04-01', '2019-12-31'],
  ['3 May 2016 – 9 June 2017', '2016-05-03', '2017-06-09'],
  ['May 3, 2016 – June 9, 2017', '2016-05-03', '2017-06-09'],
  ['Summer 2020', '', '2020'],
  ['Fall 2018 – Spring 2019', '2018', '2019'],
  ['May – Aug 2019', '2019-05', '2019-08'],
  ["Jan '19 – Mar '21", '2019-01', '2021-03'],
  ['03/19 – 11/20', '2019-03', '2020-11'],
  ['2019–21', '2019', '2021'],
  ['Q1 2020 - Q3 2021', '2020', '2021'],
  ['since 2018', '2018', 'present'],
  ['seit März 2021', '2021-03', 'present'],
  ['depuis février 2020', '2020-02', 'present'],
  ['2022 –', '2022', 'present'],
  ['until 2015', '', '2015'],
  ['janvier 2017 à août 2019', '2017-01', '2019-08'],
  ["mars 2020 – aujourd'hui", '2020-03', 'present'],
  ['de enero de 2015 a diciembre de 2018', '2015-01', '2018-12'],
  ['marzo 2019 - actualidad', '2019-03', 'present'],
  ['gennaio 2018 – oggi', '2018-01', 'present'],
  ['março de 2019 até hoje', '2019-03', 'present'],
  ['styczeń 2017 – obecnie', '2017-01', 'present'],
  ['września 2012 do czerwca 2016', '2012-09', '2016-06'],
  ['maart 2014 – heden', '2014-03', 'present'],
  ['Expected May 2025', '', '2025-05'],
  ['Graduated 1995', '', '1995'],
  ['Bachelor of Science, December 2024', '', '2024-12'],
  ['Acme Studio 2019 – 2021', '2019', '2021'],
  ['Software Engineer · 2022 – Present', '2022', 'present'],
  ['Jul 2019-May 2021', '2019-07', '2021-05'],
];

describe('findDateRange', () => {
  it.each(CASES)('reads %s', (text, start, end) => {
    const found = findDateRange(text);
    expect(found?.start?.value ?? '').toBe(start);
    expect(found?.end?.precision === 'present' ? 'present' : (found?.end?.value ?? '')).toBe(end);
    expect(text.slice(found?.index, (found?.index ?? 0) + (found?.raw.length ?? 0))).toBe(found?.raw);
  });

  it.each([
    'Led 12 engineers',
    'Saved $2000',
    'Scaled to 2,000 users',
    'ISO 27001',
    'Route 53',
    '2019x',
    'v2.2021.3',
  ])('finds no date in %s', (text) => expect(findDateRange(text)).toBeNull());

  it('keeps the wording of each end', () => {
    const found = findDateRange('Mai 2019 bis heute');
    expect([found?.start?.raw, found?.end?.raw, found?.raw]).toEqual([
      'Mai 2019',
      'heute',
      'Mai 2019 bis heute',
    ]);
  });
});
