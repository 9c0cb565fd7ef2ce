import { Global, Module } from '@nestjs/common';
import { EraseEmailsJob } from './erase-emails.job.js';
import { MailDelivery } from './mail-delivery.service.js';
import { MailStatistics } from './mail-statistics.service.js';
import { MailTransport } from './mail-transport.js';
import { Mailer } from './mailer.service.js';
import { RetryEmailsJob } from './retry-emails.job.js';
import { SendEmailJob } from './send-email.job.js';

/** Mail: written down with the change it belongs to, sent by jobs. */
@Global()
@Module({
  providers: [
    EraseEmailsJob,
    MailDelivery,
    Mailer,
    MailStatistics,
    MailTransport,
    RetryEmailsJob,
    SendEmailJob,
  ],
  exports: [MailDelivery, Mailer, MailStatistics],
})
export class MailModule {}
