import { connect, type Socket } from 'node:net';

const HEAD_END = '\r\n\r\n';

/** What came back, as far as a load generator looks at it. */
export interface Reply {
  status: number;
  bodyBytes: number;
}

/**
 * One kept-alive HTTP/1.1 connection with one request under way at a time. Bytes in, status and length out: a real
 * HTTP client costs more than the servers it would measure. Understands answers with a Content-Length only.
 */
export class HttpConnection {
  private received: Buffer[] = [];
  private length = 0;
  private expected: (Reply & { total: number }) | undefined;
  private waiting: { resolve(reply: Reply): void; reject(error: Error): void } | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.take(chunk));
    for (const event of ['error', 'close'] as const)
      socket.on(event, (error: unknown) =>
        this.waiting?.reject(error instanceof Error ? error : new Error('The server closed the connection.')),
      );
  }

  static async open(port: number, host: string): Promise<HttpConnection> {
    const socket = connect({ port, host });
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return new HttpConnection(socket);
  }

  /** Sends the bytes of one request and waits for the whole answer. */
  send(request: Buffer): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received.push(chunk);
    this.length += chunk.length;
    this.expected ??= expectedOf(this.received.length === 1 ? chunk : Buffer.concat(this.received));
    if (!this.expected || this.length < this.expected.total) return;
    const { status, bodyBytes } = this.expected;
    const { waiting } = this;
    this.received = [];
    this.length = 0;
    this.expected = this.waiting = undefined;
    waiting?.resolve({ status, bodyBytes });
  }
}

/** Undefined until the whole head is there. */
function expectedOf(bytes: Buffer): (Reply & { total: number }) | undefined {
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return undefined;
  const head = bytes.toString('latin1', 0, end);
  const bodyBytes = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? NaN);
  if (Number.isNaN(bodyBytes)) throw new Error(`This answer has no Content-Length:\n${head}`);
  return { status: Number(head.slice(9, 12)), bodyBytes, total: end + HEAD_END.length + bodyBytes };
}
