import { Worker } from 'node:worker_threads';
import type { FileKind } from '../file-kind.js';
import { UnreadableFileError } from '../parser.errors.js';
import { readCv } from '../read-cv.js';
import type { ExtractionAnswer } from './extraction-worker.js';
import { warmUp } from './warm-up.js';

/** The child process of the extraction pool: one file in, its document or the reason why not out. */
process.on('message', (task: { kind: FileKind; bytes: Uint8Array }) => void answer(task));
process.on('disconnect', () => process.exit(0));

// A Ctrl-C in the terminal reaches this process too; it is for the service, which ends us when it is done.
for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);

// A file that keeps the event loop busy also keeps the end of the service from being noticed; a thread notices.
const watch = `setInterval(() => process.ppid === ${process.ppid} || process.kill(process.pid, 'SIGKILL'), 1_000)`;
new Worker(watch, { eval: true }).unref();

async function answer(task: { kind: FileKind; bytes: Uint8Array }): Promise<void> {
  try {
    const bytes = Buffer.from(task.bytes.buffer, task.bytes.byteOffset, task.bytes.byteLength);
    send({ cv: await readCv(task.kind, bytes) });
  } catch (error) {
    send({ failure: error instanceof UnreadableFileError ? error.code : 'file_unreadable' });
  }
}

function send(message: ExtractionAnswer): void {
  process.send?.(message);
}

await warmUp();
send({ ready: true });
