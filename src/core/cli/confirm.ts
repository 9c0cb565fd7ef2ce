import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { CommandError } from './command-error.js';
import { UsageError } from './usage-error.js';

/** Where a question is asked: the answer comes from `input`, the question goes to `output`. */
export interface Terminal {
  input: Readable & { isTTY?: boolean };
  output: Writable & { isTTY?: boolean };
}

/** Standard error, so that a command's output stays clean in a pipe. */
const TERMINAL: Terminal = { input: process.stdin, output: process.stderr };

/**
 * Asks before something is destroyed and returns only when the answer is yes. Nobody to ask, such as in a script, is
 * not taken for a yes.
 * @param yes what `--yes` said: the person has decided already.
 * @throws UsageError without a terminal, CommandError when the answer is anything else.
 */
export async function confirm(
  question: string,
  { yes = false }: { yes?: boolean },
  terminal = TERMINAL,
): Promise<void> {
  if (yes) return;
  if (!terminal.input.isTTY || !terminal.output.isTTY)
    throw new UsageError(`${question} There is no terminal to ask at: pass --yes if that is what you want.`);
  const prompt = createInterface({ ...terminal, prompt: `${question} [y/N] ` });
  const answer = await new Promise<string>((resolve) => {
    prompt.once('line', resolve);
    prompt.once('close', () => resolve('')); // Ctrl-C and Ctrl-D
    prompt.prompt();
  });
  prompt.close();
  if (!/^y(es)?$/i.test(answer.trim())) throw new CommandError('Nothing was changed.');
}
