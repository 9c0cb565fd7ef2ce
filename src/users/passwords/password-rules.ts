import { COMMON_PASSWORDS } from './common-passwords.js';

export const MIN_PASSWORD_LENGTH = 8;
/** Longer ones cost the server time and their owner nothing. */
export const MAX_PASSWORD_LENGTH = 128;

/** A part of a name this short says nothing about the password that holds it. */
const MIN_TELLING_LENGTH = 4;

/**
 * What is wrong with a password, in sentences for its owner; empty when it is good. The rules are those of NIST SP
 * 800-63B (length, common values, the account's own names) and Django's refusal of digits only.
 */
export function passwordProblems(password: string, owner: { username: string; email: string }): string[] {
  const length = [...password].length;
  const problems: string[] = [];
  if (length < MIN_PASSWORD_LENGTH) problems.push(`Use at least ${MIN_PASSWORD_LENGTH} characters.`);
  if (length > MAX_PASSWORD_LENGTH) problems.push(`Use at most ${MAX_PASSWORD_LENGTH} characters.`);
  if (/^\d+$/.test(password)) problems.push('Do not use digits only.');
  if (COMMON_PASSWORDS.has(password.toLowerCase())) problems.push('This password is too common.');
  const alike = [owner.username, owner.email.split('@')[0] ?? '', owner.email].some((name) =>
    isAlike(password, name),
  );
  if (alike) problems.push('This password is too similar to your username or email.');
  return problems;
}

function isAlike(password: string, name: string): boolean {
  const [a, b] = [password.toLowerCase(), name.toLowerCase()];
  if (Math.min(a.length, b.length) < MIN_TELLING_LENGTH) return a === b;
  return a.includes(b) || b.includes(a);
}
