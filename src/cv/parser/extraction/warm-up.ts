import { readCv } from '../read-cv.js';

/** So many runs bring the hot loops into the compiler; more gain little. */
const RUNS = 6;
const LINES = [
  'Jane Doe',
  'jane@example.com | Chicago, IL',
  'Experience',
  'Engineer, Acme Inc. | 2019 - 2021',
  'Skills',
  'Go, SQL',
];

/**
 * Reads a small PDF a few times, so that the libraries are loaded and compiled before the first real file comes; without
 * it the first parse takes about three times as long.
 */
export async function warmUp(): Promise<void> {
  const pdf = Buffer.from(smallPdf(LINES), 'latin1');
  for (let i = 0; i < RUNS; i++) await readCv('pdf', pdf);
}

function smallPdf(lines: string[]): string {
  const stream = `BT /F1 12 Tf 72 720 Td ${lines.map((line) => `(${line}) Tj 0 -16 Td`).join(' ')} ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${stream.length}>>\nstream\n${stream}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let pdf = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const at = pdf.length;
    pdf += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return `${pdf}xref\n0 6\n0000000000 65535 f \n${table}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n${pdf.length}\n%%EOF\n`;
}
