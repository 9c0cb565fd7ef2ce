import { isEmail } from 'class-validator';
import { passwordProblems } from './passwords/password-rules.js';

export const USERNAME_PATTERN = /^[\w.@+-]+$/;
export const USERNAME_MESSAGE = 'Use letters without accents, digits and @ . + - _ only.';
export const MAX_USERNAME_LENGTH = 150;
export const MAX_EMAIL_LENGTH = 254;

/**
 * The one spelling of an address that is stored and compared: Unicode NFKC, so that look-alike characters of
 * another width make no second account, without spaces around it, and with its domain in lower case.
 */
export function normaliseEmail(email: string): string {
  const address = email.normalize('NFKC').trim();
  const at = address.lastIndexOf('@');
  return address.slice(0, at + 1) + address.slice(at + 1).toLowerCase();
}

/** What is wrong with an account's name and address, as far as they are given, by field. */
export function nameProblems({
  username,
  email,
}: {
  username?: string;
  email?: string;
}): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  if (username !== undefined && !USERNAME_PATTERN.test(username)) errors.username = [USERNAME_MESSAGE];
  else if (username !== undefined && username.length > MAX_USERNAME_LENGTH) {
    errors.username = [`Use at most ${MAX_USERNAME_LENGTH} characters.`];
  }
  if (email !== undefined && !isAddress(email)) errors.email = ['Send an email address.'];
  return errors;
}

/** What is wrong with a new account's data, by field; empty when nothing is. */
export function accountProblems(account: {
  username: string;
  email: string;
  password: string;
}): Record<string, string[]> {
  const errors = nameProblems(account);
  const weak = passwordProblems(account.password, account);
  if (weak.length > 0) errors.password = weak;
  return errors;
}

/** Quoted local parts are valid and never used. */
function isAddress(email: string): boolean {
  if (email.length > MAX_EMAIL_LENGTH || !/^[^@\s"]+@[^@\s"]+$/.test(email)) return false;
  return isEmail(email);
}
