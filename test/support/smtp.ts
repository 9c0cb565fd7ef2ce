import { SMTPServer } from 'smtp-server';

/** What the server does from some step of a mail on: an SMTP reply, silence, or the end of the connection. */
export interface Fault {
  at: 'connect' | 'mail-from' | 'rcpt-to' | 'data';
  reply: number | 'hang' | 'drop';
}

/** A mail as the server took it. */
export interface TakenMail {
  from: string;
  to: string[];
  /** Headers and body as they came. */
  source: string;
}

/** A real SMTP server on a free port of loopback, which takes every mail unless it is told otherwise. */
export interface TestSmtp {
  url: string;
  /** What it took, in order; also what it dropped the connection after. */
  mails: TakenMail[];
  /** null takes mails again. */
  fault(fault: Fault | null): void;
  /** From now on connections are refused. */
  stop(): Promise<void>;
  /** Starts it again on the same port. */
  start(): Promise<void>;
}

export async function startSmtp(): Promise<TestSmtp> {
  const mails: TakenMail[] = [];
  let fault: Fault | null = null;
  let server: SMTPServer;
  let port = 0;

  /** Goes on, or does what the fault says. */
  const step = (at: Fault['at'], goOn: (error?: Error) => void): void => {
    if (fault?.at !== at) return goOn();
    const { reply } = fault;
    if (reply === 'hang') return;
    if (reply === 'drop') {
      const { connections } = server as unknown as { connections: Set<{ _socket: { destroy(): void } }> };
      for (const { _socket } of connections) _socket.destroy();
      return;
    }
    goOn(Object.assign(new Error('scripted by the test'), { responseCode: reply }));
  };

  const start = (): Promise<void> => {
    server = new SMTPServer({
      authOptional: true,
      disableReverseLookup: true,
      disabledCommands: ['STARTTLS'],
      hideSMTPUTF8: false,
      onConnect: (_session, done) => step('connect', done),
      onMailFrom: (_address, _session, done) => step('mail-from', done),
      onRcptTo: (_address, _session, done) => step('rcpt-to', done),
      onData: (stream, { envelope }, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const from = envelope.mailFrom ? envelope.mailFrom.address : '';
          const mail = { from, to: envelope.rcptTo.map(({ address }) => address) };
          const refuses = fault?.at === 'data' && typeof fault.reply === 'number';
          if (!refuses) mails.push({ ...mail, source: Buffer.concat(chunks).toString('utf8') });
          step('data', done);
        });
      },
    });
    server.on('error', () => undefined); // clients that go away
    return new Promise((resolve) => {
      const listening = server.listen(port, '127.0.0.1', () => {
        const address = listening.address();
        if (typeof address === 'object' && address) port = address.port;
        resolve();
      });
    });
  };

  await start();
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    fault: (next) => void (fault = next),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
    start,
  };
}
