import { Injectable } from '@nestjs/common';
import type { EmailMessage } from '../../core/mail/email-message.entity.js';
import { NotResendableError } from '../../core/mail/mail.errors.js';
import { Mailer } from '../../core/mail/mailer.service.js';
import { RowAction } from '../options/row-action.js';

/** Sends mails once more: those that were refused or kept, or went where nobody finds them. */
@Injectable()
export class ResendEmails extends RowAction<EmailMessage> {
  constructor(private readonly mailer: Mailer) {
    super();
  }

  async run(mails: EmailMessage[]): Promise<void> {
    for (const { id, subject } of mails)
      if (!(await this.mailer.resend(id))) throw new NotResendableError(subject);
  }
}
