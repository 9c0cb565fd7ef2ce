import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CommandError } from '../cli/command-error.js';

const GZIP = Buffer.from([0x1f, 0x8b]);

/** A dump's bytes from a file, compressed or not, or from standard input (`-`). @throws CommandError */
export async function openDump(path: string): Promise<AsyncIterable<Buffer>> {
  const source = path === '-' ? process.stdin : await openFile(path);
  return bytesOf(source);
}

async function openFile(path: string): Promise<Readable> {
  let handle: FileHandle;
  try {
    handle = await open(path);
  } catch (error) {
    throw new CommandError(`${path} cannot be read: ${(error as Error).message}`);
  }
  return createReadStream('', { fd: handle });
}

async function* bytesOf(source: Readable): AsyncGenerator<Buffer> {
  try {
    if (await startsWith(source, GZIP)) {
      const gunzip = createGunzip();
      source.once('error', (error) => gunzip.destroy(error));
      yield* source.pipe(gunzip);
    } else yield* source;
  } catch (error) {
    const { code, syscall, message } = error as NodeJS.ErrnoException;
    if (code?.startsWith('Z_'))
      throw new CommandError('The dump is cut in the middle or altered: its compression does not hold.');
    throw syscall ? new CommandError(`The dump cannot be read: ${message}`) : error;
  }
}

/** Looks at the first bytes and leaves them where they are. */
async function startsWith(source: Readable, start: Buffer): Promise<boolean> {
  await once(source, 'readable'); // also at the end of an empty one; an error is thrown
  const first = source.read() as Buffer | null;
  if (!first) return false;
  source.unshift(first);
  return first.subarray(0, start.length).equals(start);
}
