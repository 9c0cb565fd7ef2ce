/** An address with the name it is shown under. */
export interface MailAddress {
  /** Empty where there is none. */
  name: string;
  address: string;
}

/** How mail leaves: through an SMTP server, or not at all and then it is kept for staff to look at. */
export type MailConfig = { kind: 'smtp'; url: string; from: MailAddress } | { kind: 'kept' };
