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
    await new Promise<void>((resolve, reject) => source.once('readable', resolve).once('error', reject));
    const first = source.read() as Buffer | null;
    if (!first) return;
    source.unshift(first);
    const compressed = first.subarray(0, 2).equals(GZIP);
    if (compressed) source.once('error', (error) => gunzip.destroy(error));
    const gunzip = createGunzip();
    yield* compressed ? source.pipe(gunzip) : source;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_'))
      throw new CommandError('The dump is cut in the middle or altered: its compression does not hold.');
    if ((error as NodeJS.ErrnoException).syscall)
      throw new CommandError(`The dump cannot be read: ${(error as Error).message}`);
    throw error;
  }
}
