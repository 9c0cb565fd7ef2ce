import { Worker } from 'node:worker_threads';
import type { ChildAnswer, ChildWork } from './messages.js';

/**
 * Makes this process a child of a {@link ChildPool}: runs `work` for each input, one at a time, until its parent ends.
 * @param warmUp what is done before the first input is taken
 */
export async function serveParent<Input, Output>(
  work: (input: Input) => Output | Promise<Output>,
  warmUp?: () => Promise<void>,
): Promise<void> {
  process.on('message', (message) => void answer(work, (message as ChildWork<Input>).input));
  process.on('disconnect', () => process.exit(0));

  // A Ctrl-C in the terminal reaches this process too; it is for the service, which ends us when it is done.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);

  // Work that keeps the event loop busy also keeps the end of the service from being noticed; a thread notices.
  const watch = `setInterval(() => process.ppid === ${process.ppid} || process.kill(process.pid, 'SIGKILL'), 1_000)`;
  new Worker(watch, { eval: true }).unref();

  await warmUp?.();
  send({ ready: true });
}

async function answer<Input, Output>(
  work: (input: Input) => Output | Promise<Output>,
  input: Input,
): Promise<void> {
  try {
    send({ result: { output: await work(input) } });
  } catch (cause) {
    const { message, stack } = cause instanceof Error ? cause : new Error(String(cause));
    send({ thrown: { message, stack: stack ?? message } });
  }
}

function send(answer: ChildAnswer<unknown>): void {
  process.send?.(answer);
}
