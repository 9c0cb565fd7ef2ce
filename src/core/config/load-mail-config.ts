import { isEmail } from 'class-validator';
import type { Environment } from './environment.js';
import type { MailAddress, MailConfig } from './mail-config.js';

/** How mail leaves; SMTP_URL and MAIL_FROM are set both or neither. Adds what is wrong to `problems`. */
export function parseMail({ SMTP_URL, MAIL_FROM }: Environment, problems: string[]): MailConfig {
  if (SMTP_URL === undefined && MAIL_FROM === undefined) return { kind: 'kept' };
  if (SMTP_URL === undefined) problems.push('SMTP_URL must be set with MAIL_FROM');
  else if (!URL.canParse(SMTP_URL))
    problems.push(
      'SMTP_URL is no address: in user and password, characters such as @ : / # % are written percent-encoded',
    );
  if (MAIL_FROM === undefined) problems.push('MAIL_FROM must be set with SMTP_URL');
  const from = parseSender(MAIL_FROM ?? '');
  if (MAIL_FROM !== undefined && !from)
    problems.push('MAIL_FROM reads like no-reply@example.org or CV Improver <no-reply@example.org>');
  return { kind: 'smtp', url: SMTP_URL ?? '', from: from ?? { name: '', address: '' } };
}

function parseSender(text: string): MailAddress | undefined {
  const [, name = '', address = text] = /^([^<>\p{Cc}]*)<([^<>]*)>$/u.exec(text) ?? [];
  return isEmail(address, { require_tld: false }) ? { name: name.trim(), address } : undefined;
}
