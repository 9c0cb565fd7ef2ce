import { describe, expect, it } from '@jest/globals';
import { isComplete } from './split-statements.js';

describe('isComplete', () => {
  it.each([
    'SELECT 1;',
    'SELECT 1; -- done',
    'SELECT 1; /* done */\n',
    `SELECT 'a;b';`,
    'SELECT 1; SELECT 2;',
    'CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $body$ SELECT 1; $body$;',
    `SELECT 'it''s';`,
  ])('says yes to %j', (sql) => expect(isComplete(sql)).toBe(true));

  it.each([
    '',
    'SELECT 1',
    'SELECT 1; SELECT 2',
    `SELECT 'a;`,
    `SELECT 1; 'b`,
    'SELECT "a;',
    'SELECT 1 -- ;',
    'SELECT 1; /* and',
    'AS $$ SELECT 1;',
    'AS $a$ SELECT $b$;',
  ])('says no to %j', (sql) => expect(isComplete(sql)).toBe(false));
});
