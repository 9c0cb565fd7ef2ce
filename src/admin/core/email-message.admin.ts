import { EmailMessage } from '../../core/mail/email-message.entity.js';
import { ModelAdmin, VIEW_ONLY } from '../model-admin.js';
import { ResendEmails } from './resend-emails.action.js';

/**
 * Mails, those that wait and those that are kept for want of a server among them. What they say is for superusers only:
 * it is between the service and one person, and may hold a link that lets whoever has it into an account.
 */
export class EmailMessageAdmin extends ModelAdmin(EmailMessage, {
  list: ['recipient', 'subject', 'template', 'status', 'attempts', 'createdAt', 'sentAt'],
  filters: ['status', 'template', 'recipient', 'createdAt', 'sentAt', 'requestId'],
  search: ['recipient', 'subject'],
  title: 'subject',
  ordering: ['-createdAt'],
  fieldsets: [
    { fields: ['recipient', 'subject', 'status', 'error', 'attempts', 'dueAt', 'sentAt'] },
    { title: 'Text', fields: ['text', 'html'] },
    { title: 'Record', fields: ['id', 'template', 'dedupeKey', 'messageId', 'requestId', 'createdAt'] },
  ],
  labels: { html: 'HTML', messageId: 'Message-ID', dueAt: 'Tried next' },
  help: {
    error: 'What the SMTP server last said against it.',
    html: 'As it looks, without anything from elsewhere; erased after a while, like the text.',
    dedupeKey: 'There is one mail per template and key.',
  },
  documents: ['html'],
  fields: { text: 'superusers', html: 'superusers' },
  permissions: VIEW_ONLY,
  actions: {
    resend: {
      label: 'Send once more',
      icon: 'Send',
      ability: 'view',
      superusersOnly: true,
      confirm: 'Whoever has got it already gets it again.',
      done: 'Will be sent; where no SMTP server is configured it is kept as it was.',
      run: ResendEmails,
    },
  },
}) {}
