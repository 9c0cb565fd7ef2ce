import { randomBytes } from 'node:crypto';

/** A password nobody can guess: 96 bits, in letters and digits that survive copying. */
export function randomPassword(): string {
  return randomBytes(12).toString('hex');
}
