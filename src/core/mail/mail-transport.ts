import { Injectable } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { AppConfig } from '../config/app-config.js';
import { traceCall } from '../observability/tracing.js';
import { asciiAddress } from './mail-text.js';
import type { EmailMessage } from './email-message.entity.js';

/** How long an attempt may take in all, in milliseconds; and how long the server may be silent in it. */
const ATTEMPT_MS = 60_000;
const SILENCE_MS = 20_000;

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Gives mails to the SMTP server. */
@Injectable()
export class MailTransport {
  private readonly transporter: Transporter | undefined;

  constructor(private readonly config: AppConfig) {
    const { mail } = config;
    if (mail.kind === 'smtp') this.transporter = openTransport(mail.url);
  }

  /** Resolves once the server has accepted the mail. @throws what `smtpProblemOf` understands. */
  async send(message: EmailMessage): Promise<void> {
    const { config, transporter } = this;
    const { mail } = config;
    if (mail.kind !== 'smtp' || !transporter) throw new Error('SMTP_URL is not set');
    const { recipient, subject, text, html, messageId, createdAt } = message;
    const mailMessage = {
      from: mail.from,
      to: { name: '', address: recipient },
      envelope: { from: asciiAddress(mail.from.address), to: [asciiAddress(recipient)] },
      subject,
      text: text ?? '',
      html: html ?? '',
      messageId,
      date: createdAt,
      headers: { 'Auto-Submitted': 'auto-generated' },
      signal: AbortSignal.timeout(ATTEMPT_MS),
    };
    const attributes = { 'cv_improver.template': message.template };
    await traceCall('smtp send', attributes, () => transporter.sendMail(mailMessage));
  }
}

/** Over the network a login and a mail are never sent in the clear, unless the address itself says `?ignoreTLS=true`. */
function openTransport(url: string): Transporter {
  const { hostname, searchParams } = new URL(url);
  const mayBeClear = LOOPBACK.includes(hostname) || searchParams.get('ignoreTLS') === 'true';
  return createTransport({
    url,
    requireTLS: !mayBeClear,
    connectionTimeout: SILENCE_MS,
    greetingTimeout: SILENCE_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}
