import { describe, expect, it } from '@jest/globals';
import { roomNames } from './room-names.js';

describe('roomNames', () => {
  it('has every form of a name of two words', () => {
    expect(roomNames('study-plans')).toEqual({
      room: 'study-plans',
      rooms: 'studyPlans',
      Rooms: 'StudyPlans',
      file: 'study-plan',
      Entity: 'StudyPlan',
      table: 'study_plan',
      one: 'study plan',
      aOne: 'a study plan',
      many: 'study plans',
    });
  });

  it.each([
    ['courses', 'course'],
    ['invoices', 'invoice'],
    ['companies', 'company'],
    ['essays', 'essay'],
    ['mailboxes', 'mailbox'],
    ['addresses', 'address'],
    ['branches', 'branch'],
    ['categories', 'category'],
    ['expenses', 'expense'],
    ['archives', 'archive'],
    ['videos', 'video'],
    ['notes', 'note'],
    ['reviews', 'review'],
  ])('takes the singular of %s to be %s', (room, file) => {
    expect(roomNames(room).file).toBe(file);
  });

  it.each(
    'movies statuses heroes quizzes caches analyses leaves axes lenses news viruses aliases series'.split(
      ' ',
    ),
  )('does not guess what one of the %s is called', (room) => {
    expect(() => roomNames(room)).toThrow(/no plural I am sure of.*--entity/);
  });

  it('takes a singular that is given', () => {
    expect(roomNames('people', 'person')).toMatchObject({
      Entity: 'Person',
      table: 'person',
      aOne: 'a person',
    });
  });

  it.each([
    ['Courses', undefined, /will not do: a room is named like study-plans/],
    ['study_plans', undefined, /will not do/],
    ['../courses', undefined, /will not do/],
    ['-courses', undefined, /will not do/],
    ['', undefined, /will not do/],
    ['c'.repeat(32) + 's', undefined, /longer than 32/],
    ['people', undefined, /no plural I am sure of.*--entity/],
    ['address', undefined, /no plural I am sure of/],
    ['campus', undefined, /no plural I am sure of/],
    ['courses', 'Course', /an entity is named like/],
    ['courses', 'courses', /both the room and its entity/],
    ['orders', undefined, /reserved word of SQL/],
    ['aliases', 'alias', undefined],
    ['classes', undefined, undefined],
    ['dates', undefined, /hide JavaScript's own Date/],
    ['docs', undefined, /address of the platform/],
  ])('judges %s (%s)', (room, singular, message) => {
    const make = () => roomNames(room, singular);
    if (message) expect(make).toThrow(message);
    else expect(make).not.toThrow();
  });
});
