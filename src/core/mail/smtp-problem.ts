/** What nodemailer adds to an error: its own word for it, the server's code, and the command that was refused. */
interface SmtpError extends Error {
  code?: string;
  responseCode?: number;
  command?: string;
}

/**
 * `refused`: this mail will never be taken. `later`: not now. `unreachable`: the server takes no mail at all from us now,
 * be it away or against our login or sender, which somebody has to mend.
 */
export type SmtpProblem = 'refused' | 'later' | 'unreachable';

/** Tells what an attempt that failed means for the mail. */
export function smtpProblemOf(error: unknown): SmtpProblem {
  const { code, responseCode, command } = error as SmtpError;
  const isAboutMail =
    command === 'RCPT TO' || command === 'DATA' || (command === 'API' && code === 'EENVELOPE');
  if (!isAboutMail) return 'unreachable';
  if (responseCode === 421) return 'unreachable'; // the server is closing down
  return responseCode === undefined || responseCode >= 500 ? 'refused' : 'later';
}

/** An error for a log: what the server wrote may hold somebody's address. */
export function summaryOf(error: unknown): string {
  const { code, responseCode, command, name } = error as SmtpError;
  return [code ?? name, command, responseCode].filter(Boolean).join(' ');
}
