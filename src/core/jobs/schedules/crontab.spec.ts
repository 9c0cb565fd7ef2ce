import { describe, expect, it } from '@jest/globals';
import { Crontab } from './crontab.js';

/** The runs after a moment, each from the one before it. */
function runs(crontab: string, zone: string, after: string, count: number): string[] {
  const schedule = Crontab.parse(crontab, zone);
  let moment = new Date(after);
  return Array.from({ length: count }, () => {
    moment = schedule.next(moment, moment);
    return moment.toISOString().slice(0, 16);
  });
}

const problem = (crontab: string, zone = 'UTC'): object => {
  try {
    Crontab.parse(crontab, zone);
  } catch (error) {
    return error as object;
  }
  throw new Error(`${crontab} was taken`);
};

describe('the times of a crontab', () => {
  it.each([
    ['30 3 * * *', 'UTC', ['2026-01-30T03:30', '2026-01-31T03:30', '2026-02-01T03:30']],
    ['*/20 23 * * *', 'UTC', ['2026-01-30T23:00', '2026-01-30T23:20', '2026-01-30T23:40']],
    ['0 9 * * mon-fri', 'UTC', ['2026-01-30T09:00', '2026-02-02T09:00', '2026-02-03T09:00']],
    ['0 0 29 2 *', 'UTC', ['2028-02-29T00:00', '2032-02-29T00:00']],
    ['0 0 1,15 * *', 'UTC', ['2026-02-01T00:00', '2026-02-15T00:00']],
    ['0 6 * * *', 'Asia/Kathmandu', ['2026-01-30T00:15', '2026-01-31T00:15']],
    ['0 6 * * *', 'America/New_York', ['2026-01-30T11:00', '2026-01-31T11:00']],
    ['0 0 13 * fri', 'UTC', ['2026-01-30T00:00', '2026-02-06T00:00', '2026-02-13T00:00']],
  ])('%s in %s', (crontab, zone, expected) => {
    expect(runs(crontab, zone, '2026-01-29T23:59:00Z', expected.length)).toEqual(expected);
  });

  it('never gives the moment it was asked from', () => {
    expect(runs('30 3 * * *', 'UTC', '2026-01-29T03:30:00Z', 1)).toEqual(['2026-01-30T03:30']);
  });
});

describe('the day the clock jumps ahead', () => {
  it.each([
    // Stockholm: 02:00 is 03:00, at 01:00 UTC
    ['30 2 * * *', 'Europe/Stockholm', ['2026-03-28T01:30', '2026-03-29T01:00', '2026-03-30T00:30']],
    ['0,30 2,3 * * *', 'Europe/Stockholm', ['2026-03-28T01:00', '2026-03-28T01:30', '2026-03-28T02:00']],
    // Cairo: midnight is one o'clock
    ['0 0 * * *', 'Africa/Cairo', ['2026-03-28T22:00']],
  ])('%s in %s', (crontab, zone, expected) => {
    expect(runs(crontab, zone, '2026-03-28T00:00:00Z', expected.length)).toEqual(expected);
  });

  it('a skipped midnight runs when the day begins', () => {
    expect(runs('0 0 * * *', 'Africa/Cairo', '2026-04-23T12:00:00Z', 2)).toEqual([
      '2026-04-23T22:00', // 01:00, there is no 00:00
      '2026-04-24T21:00',
    ]);
  });

  it('several skipped times are one run', () => {
    expect(runs('*/10 2 * * *', 'Europe/Stockholm', '2026-03-28T02:00:00Z', 2)).toEqual([
      '2026-03-29T01:00',
      '2026-03-30T00:00',
    ]);
    expect(runs('0 2,3 * * *', 'Europe/Stockholm', '2026-03-28T12:00:00Z', 2)).toEqual([
      '2026-03-29T01:00',
      '2026-03-30T00:00',
    ]);
  });

  it('half an hour that is skipped, too', () => {
    expect(runs('15 2 * * *', 'Australia/Lord_Howe', '2026-10-03T00:00:00Z', 2)).toEqual([
      '2026-10-03T15:30',
      '2026-10-04T15:15',
    ]);
  });
});

describe('the day the clock is put back', () => {
  // Stockholm: 03:00 is 02:00, at 01:00 UTC
  it('what comes twice runs the first time', () => {
    expect(runs('30 2 * * *', 'Europe/Stockholm', '2026-10-24T22:00:00Z', 2)).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]);
    expect(runs('30 2 * * *', 'Europe/Stockholm', '2026-10-25T00:59:59Z', 1)).toEqual(['2026-10-26T01:30']);
  });

  it('every hour is every hour', () => {
    expect(runs('*/30 * * * *', 'Europe/Stockholm', '2026-10-24T23:59:00Z', 6)).toEqual([
      '2026-10-25T00:00',
      '2026-10-25T00:30',
      '2026-10-25T01:00',
      '2026-10-25T01:30',
      '2026-10-25T02:00',
      '2026-10-25T02:30',
    ]);
  });
});

describe('what is no crontab', () => {
  it.each([
    '',
    '* * * *',
    '* * * * * *',
    '60 * * * *',
    '* 24 * * *',
    '* * 0 * *',
    '* * * 13 *',
    '5-1 * * * *',
    '*/0 * * * *',
    'H H * * *',
    '0 0 L * *',
    '0 0 * * 1#2',
    '@daily',
    '0 0 * * someday',
    '1.5 * * * *',
    '* * * * *; DROP TABLE periodic_task',
    '\u0000 * * * *',
  ])('%j', (crontab) => {
    expect(problem(crontab)).toMatchObject({
      field: 'crontab',
      message: expect.stringContaining('Write five fields'),
    });
  });

  it.each(['0 0 30 2 *', '0 0 31 2,4,6 *'])('%s, a day that never comes', (crontab) => {
    expect(problem(crontab)).toMatchObject({ message: expect.stringContaining('such a day never comes') });
  });

  it.each(['Mars/Olympus', '', '+02:00', 'Europe/Stockholm\u0000'])('in the zone %j', (zone) => {
    expect(problem('0 0 * * *', zone)).toMatchObject({ field: 'timeZone' });
  });

  it('takes the older name of a zone', () => {
    expect(runs('0 0 * * *', 'Asia/Kolkata', '2026-01-01T00:00:00Z', 1)).toEqual(['2026-01-01T18:30']);
  });
});
