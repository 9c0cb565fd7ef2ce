import { html, type Html } from './html.js';

/** What a template makes of its data. */
export interface MailContent {
  subject: string;
  /** The whole mail for those who read text; lines end with `\n`. */
  text: string;
  /** What stands in the body of the HTML part; `html` escapes the values in it. */
  html: Html;
}

/** A kind of mail. Templates are constants in the rooms that send them, in files named `<kind>.mail.ts`. */
export interface MailTemplate<Data> {
  /** `<room>.<kind>`; stable, since it stands in the table. */
  readonly name: string;
  render(data: Data): MailContent;
}

/** A document that mail programs show as it is: no script, no picture, nothing from elsewhere. */
export function mailDocument({ subject, html: body }: MailContent): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${subject}</title>
      </head>
      <body
        style="font: 16px/1.5 sans-serif; color: #17202e; max-width: 36em; margin: 2em auto; padding: 0 1em"
      >
        ${body}
      </body>
    </html> `.toString();
}
