import { isEmail } from 'class-validator';
import { domainToASCII } from 'node:url';
import { InvalidInputError } from '../http/app-error.js';

const MAX_SUBJECT = 200;
const MAX_ADDRESS = 254;
const ONE_ADDRESS = 'Send one email address, such as ada@example.org.';

/** An address that mail can be sent to: one, without a name, quotes or anything that could end a header. */
export function requireAddress(address: string): string {
  const isPlain = address.length <= MAX_ADDRESS && /^[^@\s"<>,;:\p{C}]+@[^@\s"<>,;:\p{C}]+$/u.test(address);
  const isOne = isPlain && isEmail(address, { require_tld: false, allow_utf8_local_part: true });
  if (!isOne || asciiAddress(address).endsWith('@'))
    throw new InvalidInputError({ to: [ONE_ADDRESS] }, ONE_ADDRESS);
  return address;
}

/** An address as SMTP knows it: its domain in ASCII. */
export function asciiAddress(address: string): string {
  const at = address.lastIndexOf('@') + 1;
  return address.slice(0, at) + domainToASCII(address.slice(at));
}

/** A subject in one line: whatever could end the header or hide in it becomes a space. */
export function oneLine(subject: string): string {
  const line = storable(subject)
    .replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim();
  return [...line].slice(0, MAX_SUBJECT).join('');
}

/** Text that PostgreSQL and SMTP take: without NUL and lone surrogates. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
