import { html } from './html.js';
import type { MailTemplate } from './mail-template.js';

/** Shows that mail works, for `mail:test`. */
export const TEST_MAIL: MailTemplate<{ service: string; sentAt: Date }> = {
  name: 'core.test',
  render: ({ service, sentAt }) => ({
    subject: `Test mail of ${service}`,
    text: `This mail was asked for by "mail:test" at ${sentAt.toISOString()}.\n\nMail of ${service} works.\n`,
    html: html`<p>This mail was asked for by <code>mail:test</code> at ${sentAt.toISOString()}.</p>
      <p>Mail of ${service} works.</p>`,
  }),
};
