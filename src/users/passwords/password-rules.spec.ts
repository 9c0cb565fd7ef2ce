import { describe, expect, it } from '@jest/globals';
import { passwordProblems } from './password-rules.js';

const owner = { username: 'ada.lovelace', email: 'countess@example.com' };

describe('passwordProblems', () => {
  it.each(['correct horse', 'Zürich-Bern-92', 'пароль-на-все', '8 chars!', 'x'.repeat(128)])(
    'takes %s',
    (password) => {
      expect(passwordProblems(password, owner)).toEqual([]);
    },
  );

  it.each([
    ['short', 'a1b2c3d', 'Use at least 8 characters.'],
    ['short in characters, though not in UTF-16 units', '😀😀😀😀😀😀😀', 'Use at least 8 characters.'],
    ['too long', 'xy'.repeat(65), 'Use at most 128 characters.'],
    ['digits only', '9182736450', 'Do not use digits only.'],
    ['common', 'password123', 'This password is too common.'],
    ['common in capitals', 'QWERTYUIOP', 'This password is too common.'],
    ['the username', 'Ada.Lovelace', 'This password is too similar to your username or email.'],
    ['the username and more', 'ada.lovelace!1', 'This password is too similar to your username or email.'],
    ['a part of the username', 'lovelace', 'This password is too similar to your username or email.'],
    ['the name in the email', 'thecountess', 'This password is too similar to your username or email.'],
    ['the email', 'countess@example.com', 'This password is too similar to your username or email.'],
  ])('refuses one that is %s', (_reason, password, problem) => {
    expect(passwordProblems(password, owner)).toEqual([problem]);
  });

  it('names every problem at once', () => {
    expect(passwordProblems('12345', owner)).toEqual([
      'Use at least 8 characters.',
      'Do not use digits only.',
    ]);
  });

  it('does not hold a name of two letters against a password that happens to contain it', () => {
    expect(passwordProblems('alphabet soup', { username: 'al', email: 'al@example.com' })).toEqual([]);
  });
});
