import { once } from 'node:events';
import PDFDocument from 'pdfkit';

/** A made-up CV of two pages as a PDF. */
export async function twoPageCv(): Promise<Buffer> {
  const doc = new PDFDocument({ size: 'A4', margin: 50 });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  doc
    .fontSize(22)
    .text('Maren Solvang')
    .fontSize(10)
    .text('maren.solvang@example.com | +47 22 55 01 42 | Oslo');
  doc.fontSize(14).text('Experience');
  for (let job = 0; job < 8; job += 1) {
    doc.fontSize(11).text(`Software Engineer, Nordlys Systems ${job + 1} AS`);
    doc.fontSize(10).text(`Jan ${2008 + job * 2} - Dec ${2009 + job * 2}`);
    for (let bullet = 0; bullet < 6; bullet += 1) {
      doc.text(
        `• Was responsible for developing service ${bullet + 1} of ${job + 10} in TypeScript and PostgreSQL.`,
      );
    }
  }
  doc
    .fontSize(14)
    .text('Skills')
    .fontSize(10)
    .text('TypeScript, Node.js, PostgreSQL, Docker, CI/CD, javascript');
  doc.end();
  await once(doc, 'end');
  return Buffer.concat(chunks);
}
