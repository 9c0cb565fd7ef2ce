import { AppError } from '../../core/http/app-error.js';

/** 415: the bytes are no PDF, DOCX or plain text, whatever the file is called. */
export class UnsupportedFileError extends AppError {
  readonly status = 415;
  readonly code = 'unsupported_file_type';
  constructor(message = 'This kind of file cannot be read. Upload the CV as PDF, DOCX or plain text.') {
    super(message);
  }
}

/** What a client is told to do about each way in which a file cannot be read. */
const DETAILS = {
  file_empty: 'The file is empty. Upload a file that holds the CV.',
  file_truncated:
    'The file ends too early: a part of it is missing. Save it again and upload the whole file.',
  file_unreadable:
    'The file is damaged and cannot be read. Open it, save it again as PDF or DOCX and upload that.',
  file_encrypted: 'The file is protected by a password. Save a copy without one and upload that.',
  file_without_text:
    'The file has no text layer, as a scan or a photo has none. Upload a CV with selectable text, or run text recognition (OCR) over it first.',
  file_too_complex:
    'The file is too large or too complex to read as a CV (at most 200 pages, 100,000 characters, 10 seconds). Save a simpler version of it.',
} as const;

/** The reasons for which a file of a supported kind is refused. */
export type UnreadableCode = keyof typeof DETAILS;

/** 422: the kind of file is right, but no text can be taken from this one; `code` says why. */
export class UnreadableFileError extends AppError {
  readonly status = 422;
  constructor(readonly code: UnreadableCode) {
    super(DETAILS[code]);
  }
}

/** 503: so many files wait for the parser that one more would wait too long; the same request may do later. */
export class ParserBusyError extends AppError {
  readonly status = 503;
  readonly code = 'service_unavailable';
  constructor(message = 'Too many files are being read right now. Upload this one again in a minute.') {
    super(message);
  }
}

/** 503: the process that read the file was ended from outside, which says nothing about the file. */
export class ParserInterruptedError extends AppError {
  readonly status = 503;
  readonly code = 'service_unavailable';
  constructor() {
    super('The file could not be read to its end. Upload it again in a minute.');
  }
}
