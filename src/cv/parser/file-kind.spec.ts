import { describe, expect, it } from '@jest/globals';
import { docxCv, encryptedPdf, oneColumnPdf, scannedPdf, textCv } from '../../../test/support/cv-fixtures.js';
import { detectFileKind } from './file-kind.js';

const refusal = (bytes: Buffer): unknown => {
  try {
    return detectFileKind(bytes).kind;
  } catch (error) {
    const { status, code } = error as { status: number; code: string };
    return `${status} ${code}`;
  }
};

describe('detectFileKind', () => {
  it('knows each kind by its bytes', async () => {
    expect(detectFileKind(await oneColumnPdf())).toEqual({ kind: 'pdf', contentType: 'application/pdf' });
    expect(detectFileKind(await scannedPdf()).kind).toBe('pdf');
    expect(detectFileKind(await encryptedPdf()).kind).toBe('pdf');
    expect(detectFileKind(await docxCv())).toEqual({
      kind: 'docx',
      contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    });
    expect(detectFileKind(textCv())).toEqual({ kind: 'text', contentType: 'text/plain; charset=utf-8' });
  });

  it('reads text in UTF-16 and Latin-1', () => {
    expect(refusal(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Zoë', 'utf16le')]))).toBe('text');
    expect(refusal(Buffer.from('Zoë Lindqvist', 'latin1'))).toBe('text');
  });

  it.each([
    ['nothing', Buffer.alloc(0), '422 file_empty'],
    ['blank lines', Buffer.from(' \n\t\n'), '422 file_empty'],
    ['NUL bytes', Buffer.from('Jane\u0000Doe'), '415 unsupported_file_type'],
    ['a PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), '415 unsupported_file_type'],
    ['an old Word file', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), '415 unsupported_file_type'],
    ['RTF', Buffer.from('{\\rtf1\\ansi Jane}'), '415 unsupported_file_type'],
    ['HTML', Buffer.from('<!DOCTYPE html><p>Jane'), '415 unsupported_file_type'],
    ['JSON', Buffer.from('{"basics": {}}'), '415 unsupported_file_type'],
    [
      'another zip',
      Buffer.from('504b0506000000000000000000000000000000000000', 'hex'),
      '415 unsupported_file_type',
    ],
  ])('refuses %s', (_name, bytes, answer) => expect(refusal(bytes)).toBe(answer));

  it('tells an encrypted and a truncated Word file', async () => {
    const encrypted = Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.from('EncryptedPackage', 'utf16le'),
    ]);
    expect(refusal(encrypted)).toBe('422 file_encrypted');
    const docx = await docxCv();
    expect(refusal(docx.subarray(0, docx.length - 200))).toBe('422 file_truncated');
  });
});
