import { describe, expect, it } from '@jest/globals';
import { accountProblems, normaliseEmail } from './account-rules.js';

const good = { username: 'ada', email: 'ada@example.com', password: 'correct horse' };

describe('normaliseEmail', () => {
  it.each([
    ['Ada@EXAMPLE.Com', 'Ada@example.com'],
    ['  ada@example.com ', 'ada@example.com'],
    ['ａｄａ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'ada@example.com'],
    ['no address', 'no address'],
  ])('makes %s into %s', (given, expected) => {
    expect(normaliseEmail(given)).toBe(expected);
  });
});

describe('accountProblems', () => {
  it.each([good, { ...good, username: 'a.b+c@d-e_f' }, { ...good, email: 'müller@example.de' }])(
    'finds nothing wrong with $username and $email',
    (account) => {
      expect(accountProblems(account)).toEqual({});
    },
  );

  it.each([
    ['username', { username: '' }],
    ['username', { username: 'ada lovelace' }],
    ['username', { username: 'ada\n' }],
    ['username', { username: 'adä' }],
    ['username', { username: 'a'.repeat(151) }],
    ['email', { email: 'ada' }],
    ['email', { email: 'ada@example' }],
    ['email', { email: 'a da@example.com' }],
    ['email', { email: '"a@b"@example.com' }],
    [
      'email',
      {
        email: `${'a'.repeat(60)}@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(20)}.com`,
      },
    ],
    ['password', { password: 'short' }],
  ])('finds the %s wrong in %j', (field, change) => {
    expect(Object.keys(accountProblems({ ...good, ...change }))).toEqual([field]);
  });
});
