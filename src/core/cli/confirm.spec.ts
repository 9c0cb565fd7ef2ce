import { describe, expect, it } from '@jest/globals';
import { PassThrough } from 'node:stream';
import { CommandError } from './command-error.js';
import { confirm } from './confirm.js';
import { UsageError } from './usage-error.js';

/** Somebody at a terminal who types `answer`, or leaves without one. */
function terminal(answer?: string) {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const output = Object.assign(new PassThrough(), { isTTY: true });
  input.end(answer === undefined ? undefined : `${answer}\n`);
  return { input, output };
}

describe('confirm', () => {
  it.each(['y', 'yes', 'Y', ' YES '])('takes %j for a yes', async (answer) => {
    const at = terminal(answer);
    await confirm('Empty it?', {}, at);
    expect(String(at.output.read())).toContain('Empty it? [y/N] ');
  });

  it.each(['', 'n', 'yesterday', undefined])('takes %j for a no', async (answer) => {
    await expect(confirm('Empty it?', {}, terminal(answer))).rejects.toThrow(
      new CommandError('Nothing was changed.'),
    );
  });

  it('does not ask who has decided', async () => {
    const at = terminal();
    await confirm('Empty it?', { yes: true }, at);
    expect(at.output.read()).toBeNull();
  });

  it.each(['input', 'output'] as const)('refuses when its %s is no terminal', async (stream) => {
    const at = terminal('y');
    at[stream].isTTY = false;
    await expect(confirm('Empty it?', {}, at)).rejects.toThrow(UsageError);
  });
});
