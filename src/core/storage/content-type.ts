import { fileTypeFromBuffer } from 'file-type';
import type { ByteSource } from './storage.js';

/** As much as tells one type from another; a container's members stand at its beginning or it is just a container. */
const HEAD_BYTES = 4_100;

const UNKNOWN = 'application/octet-stream';
const TEXT = 'text/plain; charset=utf-8';

/** Takes the first bytes from a source without losing them to whoever reads `bytes` next. */
export async function peek(source: ByteSource): Promise<{ head: Buffer; bytes: ByteSource }> {
  const portions = source[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let size = 0;
  let isAtEnd = false;
  while (size < HEAD_BYTES && !isAtEnd) {
    const { value, done } = await portions.next();
    if (done) isAtEnd = true;
    else {
      taken.push(value);
      size += value.length;
    }
  }
  async function* again(): AsyncGenerator<Uint8Array> {
    try {
      yield* taken;
      for (;;) {
        const { value, done } = await portions.next();
        if (done) return;
        yield value;
      }
    } finally {
      // Whoever stops early lets go of the source too, or it would stay open.
      await portions.return?.();
    }
  }
  return { head: Buffer.concat(taken).subarray(0, HEAD_BYTES), bytes: again() };
}

/**
 * The media type of a file by its first bytes, whatever its name or sender says. What is none of the known formats is
 * text when it reads as such, and bytes otherwise; HTML and SVG are text, so that no browser runs what they hold.
 */
export async function sniffContentType(head: Buffer): Promise<string> {
  const found = (await fileTypeFromBuffer(head))?.mime;
  if (found && found !== 'application/xml') return found;
  return isText(head) ? TEXT : UNKNOWN;
}

function isText(head: Buffer): boolean {
  if (head.length === 0 || /[\0-\u0008\u000e-\u001a]/.test(head.toString('latin1'))) return false;
  try {
    // A character may be cut off where the head ends.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
