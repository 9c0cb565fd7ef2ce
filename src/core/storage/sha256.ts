import { createHash } from 'node:crypto';
import { type MessagePort, MessageChannel, Worker } from 'node:worker_threads';

/** From this size on it is worth telling another thread. */
const LARGE_BYTES = 4 * 1024 ** 2;

/** Bytes go to the thread in buffers that come back; more of a stream is never on the way. */
const BUFFERS = 4;
const BUFFER_BYTES = 256 * 1024;

/** The SHA-256 of bytes as they come. That of much is computed in a thread, while this one goes on copying. */
export class Sha256 {
  private held: Uint8Array[] = [];
  private size = 0;
  private remote: RemoteHash | null = null;

  /** Resolves when more may come. The portion must stay as it is. */
  async update(portion: Uint8Array): Promise<void> {
    if (this.remote) return this.remote.update(portion);
    this.held.push(portion);
    this.size += portion.length;
    if (this.size < LARGE_BYTES) return;
    this.remote = new RemoteHash();
    for (const part of this.held) await this.remote.update(part);
    this.held = [];
  }

  /** In lower-case hexadecimal. */
  async digest(): Promise<string> {
    if (this.remote) return this.remote.digest();
    const hash = createHash('sha256');
    for (const part of this.held) hash.update(part);
    return hash.digest('hex');
  }

  /** To be called whether the bytes came to their end or not. */
  close(): void {
    this.remote?.close();
  }
}

/** One stream's hash in the thread. */
class RemoteHash {
  private readonly port: MessagePort;
  private readonly free = Array.from({ length: BUFFERS }, () => new Uint8Array(BUFFER_BYTES));
  private filled = 0;
  private digested = '';
  private ended = false;
  private wake: () => void = () => undefined;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    hashingThread().postMessage(port2, [port2]);
    this.port.on('message', (answer: Uint8Array<ArrayBuffer> | string) => {
      if (typeof answer === 'string') this.digested = answer;
      else this.free.push(new Uint8Array(answer.buffer));
      this.wake();
    });
    this.port.on('close', () => {
      this.ended = true;
      this.wake();
    });
  }

  async update(portion: Uint8Array): Promise<void> {
    let rest = portion;
    while (rest.length > 0) {
      while (!this.free[0]) await this.answer();
      const part = rest.subarray(0, BUFFER_BYTES - this.filled);
      this.free[0].set(part, this.filled);
      this.filled += part.length;
      rest = rest.subarray(part.length);
      if (this.filled === BUFFER_BYTES) this.send();
    }
  }

  async digest(): Promise<string> {
    if (this.filled > 0) this.send();
    this.port.postMessage(null);
    while (!this.digested) await this.answer();
    return this.digested;
  }

  close(): void {
    this.port.close();
  }

  private send(): void {
    const buffer = this.free.shift()!;
    this.port.postMessage(buffer.subarray(0, this.filled), [buffer.buffer]);
    this.filled = 0;
  }

  private async answer(): Promise<void> {
    if (!this.ended) await new Promise<void>((resolve) => (this.wake = resolve));
    if (this.ended) throw new Error('the thread that hashes has ended');
  }
}

/** A text, because sources and build know no common path to a file of it. */
const THREAD = `
  const { createHash } = require('node:crypto');
  require('node:worker_threads').parentPort.on('message', (port) => {
    const hash = createHash('sha256');
    port.on('message', (bytes) => {
      if (bytes) port.postMessage(hash.update(bytes) && bytes, [bytes.buffer]);
      else port.postMessage(hash.digest('hex'));
    });
  });`;

let thread: Worker | null = null;

/** The process's one, started by the first large stream. It keeps no process alive. */
function hashingThread(): Worker {
  thread ??= new Worker(THREAD, { eval: true }).once('exit', () => (thread = null));
  thread.unref();
  return thread;
}
