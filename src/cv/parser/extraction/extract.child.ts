import { serveParent } from '../../../core/child-processes/serve-parent.js';
import { type UnreadableCode, UnreadableFileError } from '../parser.errors.js';
import { readCv } from '../read-cv.js';
import type { ExtractionInput, ExtractionOutput } from './extraction-pool.js';
import { warmUp } from './warm-up.js';

/** The child process of the extraction pool: one file in, its document or the reason why not out. */
await serveParent(read, warmUp);

async function read({ kind, bytes }: ExtractionInput): Promise<ExtractionOutput> {
  try {
    return await readCv(kind, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  } catch (error) {
    const failure: UnreadableCode = error instanceof UnreadableFileError ? error.code : 'file_unreadable';
    return { failure };
  }
}
