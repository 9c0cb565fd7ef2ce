import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import {
  docxCv,
  encryptedPdf,
  oneColumnPdf,
  oversizedPdf,
  scannedPdf,
  textCv,
  truncatedPdf,
  twoColumnPdf,
} from '../../../../test/support/cv-fixtures.js';
import { extract } from './extract.js';

const textOf = async (kind: 'pdf' | 'docx' | 'text', bytes: Buffer): Promise<string[]> =>
  (await extract(kind, bytes)).lines.map((line) => line.text);

describe('extract', () => {
  it('reads a PDF of one column with the type of its lines', async () => {
    const { lines, pages } = await extract('pdf', await oneColumnPdf());
    expect(pages).toBe(1);
    expect(lines[0]).toMatchObject({ text: 'Zoë Lindqvist', bold: true, columnStart: true });
    expect(lines[0]?.size).toBeCloseTo(22, 1);
    const bullets = lines.filter((line) => line.bullet).map((line) => line.text);
    expect(bullets).toHaveLength(4);
    expect(bullets[3]).toBe('Helped with the on-call rotation and wrote its runbooks.');
  });

  it('reads columns one after the other', async () => {
    const lines = await textOf('pdf', await twoColumnPdf());
    const at = (text: string): number => lines.findIndex((line) => line.startsWith(text));
    expect(at('Experience')).toBeLessThan(at('Education'));
    expect(at('Cascadia State University')).toBeLessThan(at('Skills'));
    expect(lines.slice(at('Skills') + 1, at('Skills') + 4)).toEqual(['TypeScript', 'Node.js', 'PostgreSQL']);
  });

  it('reads a DOCX with headings, lists and tabs', async () => {
    const { lines } = await extract('docx', await docxCv());
    expect(lines.find((line) => line.text === 'Work Experience')?.heading).toBe(1);
    expect(
      lines.find((line) => line.text.startsWith('Senior'))?.cells.map((cell) => [cell.text, cell.bold]),
    ).toEqual([
      ['Senior Software Engineer', true],
      ['Mar 2020 – Present', false],
    ]);
    expect(lines.filter((line) => line.bullet)).toHaveLength(4);
  });

  it('reads plain text with its empty lines as gaps', async () => {
    const { lines } = await extract('text', textCv());
    expect(lines.find((line) => line.text === 'SUMMARY')?.gap).toBe(2);
    expect(lines.filter((line) => line.bullet)).toHaveLength(4);
  });

  it.each([
    ['a scan', 'pdf', scannedPdf, 'file_without_text'],
    ['an encrypted PDF', 'pdf', encryptedPdf, 'file_encrypted'],
    ['half a PDF', 'pdf', truncatedPdf, 'file_truncated'],
    [
      'garbage that says PDF',
      'pdf',
      () => Buffer.from('%PDF-1.7\n\u0001\u0002 nothing here'),
      'file_unreadable',
    ],
    ['a damaged DOCX', 'docx', () => zip('word/document.xml', Buffer.from('<broken')), 'file_unreadable'],
    [
      'a zip bomb',
      'docx',
      () => zip('word/document.xml', Buffer.alloc(80 * 1024 * 1024)),
      'file_too_complex',
    ],
    ['digits only', 'text', () => Buffer.from('1 2 3\n4 5'), 'file_without_text'],
    ['a book', 'text', () => Buffer.from('word '.repeat(250_000)), 'file_too_complex'],
  ] as const)('refuses %s', async (_name, kind, make, code) => {
    await expect(Promise.resolve(make()).then((bytes) => extract(kind, bytes))).rejects.toMatchObject({
      status: 422,
      code,
    });
  });

  it('reads a large file with little text in it', async () => {
    expect((await textOf('pdf', await oversizedPdf()))[0]).toBe('Zoë Lindqvist');
  });
});

/** A zip archive of one deflated file, made by hand so that its sizes may lie. */
function zip(name: string, content: Buffer): Buffer {
  const data = deflateRawSync(content);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(data.length, 20);
  central.writeUInt32LE(10, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + data.length, 16);
  return Buffer.concat([local, Buffer.from(name), data, central, Buffer.from(name), end]);
}
