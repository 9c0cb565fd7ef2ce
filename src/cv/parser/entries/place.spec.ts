import { describe, expect, it } from '@jest/globals';
import { isPlace, splitTrailingPlace } from './place.js';

describe('isPlace', () => {
  it.each([
    'Chicago, IL',
    'San Francisco, CA 94105',
    'Berlin',
    'Seoul, S.Korea',
    'Istanbul, Türkiye',
    'Remote',
    'London, UK',
    '10115 Berlin',
    'Frankfurt am Main',
    'Springfield, IL, USA',
  ])('%s', (text) => expect(isPlace(text)).toBe(true));
  it.each([
    'Acme Corp',
    'Python, Go',
    'Brightwater Labs, Seattle, WA',
    'Google, Mountain View, CA',
    'Customer Experience',
    'Engineer, Platform',
  ])('not %s', (text) => expect(isPlace(text)).toBe(false));
});

describe('splitTrailingPlace', () => {
  it.each([
    ['Google, Mountain View, CA', 'Google', 'Mountain View, CA'],
    ['Northwind Robotics – Springfield, IL', 'Northwind Robotics', 'Springfield, IL'],
    ['Acme (Remote)', 'Acme', 'Remote'],
    ['State University, Springfield', 'State University, Springfield', ''],
  ])('%s', (text, rest, place) => expect(splitTrailingPlace(text)).toEqual({ rest, place }));
});
