import { UnreadableFileError, UnsupportedFileError } from './parser.errors.js';
import { decodeText } from './extraction/text-decoding.js';
import { readZipDirectory } from './extraction/zip-directory.js';

/** The kinds of file a CV is read from; a new one (JSON Resume) is a member here and a case in `extract`. */
export type FileKind = 'pdf' | 'docx' | 'text';

/** What the bytes of a file are, with the media type to store and serve them under. */
export interface DetectedFile {
  kind: FileKind;
  contentType: string;
}

const PDF: DetectedFile = { kind: 'pdf', contentType: 'application/pdf' };
const DOCX: DetectedFile = {
  kind: 'docx',
  contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};
const TEXT: DetectedFile = { kind: 'text', contentType: 'text/plain; charset=utf-8' };

/** Readers accept junk before the PDF header within the first KiB (ISO 32000-1, annex H.3.4.1). */
const PDF_HEADER_WINDOW = 1024;
/** OLE compound file: old Word, or the wrapper of an encrypted DOCX (MS-OFFCRYPTO). */
const OLE_MAGIC = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/**
 * Tells the kind of a file from its bytes alone; names and declared types are not looked at.
 * @throws UnsupportedFileError for any other kind, UnreadableFileError for an empty or encrypted file.
 */
export function detectFileKind(bytes: Buffer): DetectedFile {
  if (bytes.length === 0) throw new UnreadableFileError('file_empty');
  if (
    bytes.subarray(0, PDF_HEADER_WINDOW).includes('%PDF-') ||
    bytes.subarray(0, 4).toString('latin1') === '%PDF'
  ) {
    return PDF;
  }
  if (bytes.subarray(0, 4).equals(OLE_MAGIC)) return detectOle(bytes);
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return detectZip(bytes);
  const text = decodeText(bytes);
  if (text === null) throw new UnsupportedFileError();
  if (text.trim() === '') throw new UnreadableFileError('file_empty');
  if (/^\s*(\{\\rtf|<!doctype html|<html|<\?xml)/i.test(text) || isJson(text))
    throw new UnsupportedFileError();
  return TEXT;
}

function detectOle(bytes: Buffer): DetectedFile {
  if (bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')))
    throw new UnreadableFileError('file_encrypted');
  throw new UnsupportedFileError('The old Word format (.doc) cannot be read. Save the CV as DOCX or PDF.');
}

function detectZip(bytes: Buffer): DetectedFile {
  const directory = readZipDirectory(bytes);
  if (directory?.some((entry) => entry.name === 'word/document.xml')) return DOCX;
  if (directory === null && bytes.includes('word/')) throw new UnreadableFileError('file_truncated');
  throw new UnsupportedFileError();
}

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
