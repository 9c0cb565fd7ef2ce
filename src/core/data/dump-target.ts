import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { CommandError } from '../cli/command-error.js';
import { withCleanUp } from '../cli/interruption.js';

/**
 * Writes a dump to standard output (`-`) or into a file, which only its owner may read and which appears under its name
 * when it is whole. The same rows give the same bytes, compressed too.
 */
export async function writeDump(source: Readable, target: string, gzip: boolean): Promise<void> {
  const middle = gzip ? createGzip() : new Transform({ transform: (chunk, _, done) => done(null, chunk) });
  if (target === '-') return pipeline(source, middle, process.stdout, { end: false });
  // Always a new file: in one that is there already the mode would be whatever it was.
  const partial = `${target}.${randomBytes(4).toString('hex')}.partial`;
  const write = async (): Promise<void> => {
    await pipeline(source, middle, createWriteStream(partial, { mode: 0o600, flags: 'wx', flush: true }));
    await rename(partial, target);
  };
  try {
    await withCleanUp(write, () => rm(partial, { force: true }).catch(() => undefined));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall)
      throw new CommandError(`${target} cannot be written: ${(error as Error).message}`);
    throw error;
  }
}
