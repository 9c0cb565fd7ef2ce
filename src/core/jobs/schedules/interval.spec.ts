import { expect, it } from '@jest/globals';
import { Interval } from './interval.js';

const at = (time: string): Date => new Date(`2026-01-01T${time}Z`);

it('runs first when the time is up once', () => {
  expect(new Interval(60).first(at('10:00:00'))).toEqual(at('10:01:00'));
});

it('is not put off by a run that is late', () => {
  expect(new Interval(60).next(at('10:00:00'), at('10:00:01'))).toEqual(at('10:01:00'));
  expect(new Interval(60).next(at('10:00:00'), at('10:00:59.999'))).toEqual(at('10:01:00'));
});

it('makes up for none that it missed', () => {
  expect(new Interval(60).next(at('10:00:00'), at('13:30:20'))).toEqual(at('13:31:00'));
  expect(new Interval(60).next(at('10:00:00'), at('10:01:00'))).toEqual(at('10:02:00'));
});

it.each([0, -1, 1.5, Number.NaN])('refuses %d seconds', (seconds) => {
  expect(() => new Interval(seconds)).toThrow('1 or more');
});
