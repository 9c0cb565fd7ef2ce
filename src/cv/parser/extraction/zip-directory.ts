import { inflateRawSync } from 'node:zlib';

/** One file of a zip archive, as its central directory states it. Sizes in bytes. */
export interface ZipEntry {
  name: string;
  method: number;
  compressedSize: number;
  size: number;
  headerOffset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
/** The end record is 22 bytes and a comment of at most 65,535 (APPNOTE.TXT 4.3.16). */
const END_WINDOW = 22 + 0xffff;
const MAX_ENTRIES = 10_000;

/** The central directory of a zip archive, or null where there is none (truncated) or it is damaged. */
export function readZipDirectory(bytes: Buffer): ZipEntry[] | null {
  const end = findEndRecord(bytes);
  if (end < 0) return null;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count > MAX_ENTRIES) return null;
  const entries: ZipEntry[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) return null;
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      compressedSize: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      headerOffset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

function findEndRecord(bytes: Buffer): number {
  for (let at = bytes.length - 22; at >= 0 && at >= bytes.length - END_WINDOW; at--) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return -1;
}

/** A file of the archive holds more than it may. */
export class ZipTooLargeError extends Error {}

/**
 * The content of one file of the archive. Declared sizes are not believed.
 * @throws ZipTooLargeError when it would inflate to more than `limit` bytes; Error when it is damaged.
 */
export function readZipEntry(bytes: Buffer, entry: ZipEntry, limit: number): Buffer {
  const start = entry.headerOffset + 30;
  if (start > bytes.length) throw new Error('zip entry lies outside of the file');
  const nameAndExtra =
    bytes.readUInt16LE(entry.headerOffset + 26) + bytes.readUInt16LE(entry.headerOffset + 28);
  const data = bytes.subarray(start + nameAndExtra, start + nameAndExtra + entry.compressedSize);
  if (entry.method === 0) {
    if (data.length > limit) throw new ZipTooLargeError();
    return data;
  }
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, limit) });
  } catch (error) {
    throw (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? new ZipTooLargeError() : error;
  }
}
