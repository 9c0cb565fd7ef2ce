import { Document, HeadingLevel, Packer, Paragraph, Tab, TextRun } from 'docx';
import PDFDocument from 'pdfkit';

/** A made-up CV that the builders below set in different formats. */
export interface SampleCv {
  name: string;
  email: string;
  phone: string;
  location: string;
  summary: string;
  jobs: { title: string; company: string; place: string; dates: string; bullets: string[] }[];
  degree: { title: string; school: string; dates: string };
  skills: string[];
}

/** The person the end-to-end tests upload. */
export const SAMPLE_CV: SampleCv = {
  name: 'Zoë Lindqvist',
  email: 'zoe.lindqvist@example.com',
  phone: '(312) 555-0176',
  location: 'Portland, OR',
  summary:
    'Backend engineer with eight years of experience in payment systems and a liking for small, tested changes.',
  jobs: [
    {
      title: 'Senior Software Engineer',
      company: 'Fjordline Systems Inc.',
      place: 'Portland, OR',
      dates: 'Mar 2020 – Present',
      bullets: [
        'Was responsible for the migration of 14 services from a monolith to PostgreSQL and Node.js.',
        'Reduced the median deploy time from 42 to 9 minutes with a CI/CD pipeline.',
      ],
    },
    {
      title: 'Software Engineer',
      company: 'Brightwater Labs',
      place: 'Seattle, WA',
      dates: 'Jun 2016 – Feb 2020',
      bullets: [
        'Built the invoicing API that 300 customers use every day.',
        'Helped with the on-call rotation and wrote its runbooks.',
      ],
    },
  ],
  degree: { title: 'B.S. in Computer Science', school: 'Cascadia State University', dates: '2012 – 2016' },
  skills: ['TypeScript', 'Node.js', 'PostgreSQL', 'C#', 'CI/CD', 'Docker'],
};

type Pdf = InstanceType<typeof PDFDocument>;

function pdf(draw: (doc: Pdf) => void, options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const created = new Date(0);
    const doc = new PDFDocument({ size: 'A4', margin: 50, info: { CreationDate: created }, ...options });
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
    draw(doc);
    doc.end();
  });
}

function drawHeading(doc: Pdf, title: string): void {
  doc.moveDown(0.8).font('Helvetica-Bold').fontSize(13).text(title);
  doc.font('Helvetica').fontSize(10);
}

function drawJobs(doc: Pdf, cv: SampleCv): void {
  drawHeading(doc, 'Experience');
  for (const job of cv.jobs) {
    doc.moveDown(0.4).font('Helvetica-Bold').text(job.title);
    doc.font('Helvetica').text(`${job.company} | ${job.place} | ${job.dates}`);
    for (const bullet of job.bullets) doc.text(`• ${bullet}`, { indent: 10 });
  }
}

function drawEducation(doc: Pdf, cv: SampleCv): void {
  drawHeading(doc, 'Education');
  doc.font('Helvetica-Bold').text(cv.degree.title);
  doc.font('Helvetica').text(`${cv.degree.school} | ${cv.degree.dates}`);
}

/** A CV in one column. */
export function oneColumnPdf(
  cv: SampleCv = SAMPLE_CV,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Buffer> {
  return pdf((doc) => {
    doc.font('Helvetica-Bold').fontSize(22).text(cv.name);
    doc.font('Helvetica').fontSize(10).text(`${cv.email} | ${cv.phone} | ${cv.location}`);
    drawHeading(doc, 'Summary');
    doc.text(cv.summary);
    drawJobs(doc, cv);
    drawEducation(doc, cv);
    drawHeading(doc, 'Skills');
    doc.text(cv.skills.join(', '));
  }, options);
}

/** A CV with a sidebar on the right; the lines of both columns stand at the same heights. */
export function twoColumnPdf(cv: SampleCv = SAMPLE_CV): Promise<Buffer> {
  return pdf((doc) => {
    doc.font('Helvetica-Bold').fontSize(22).text(cv.name);
    doc.font('Helvetica').fontSize(10).text(`${cv.email}   |   ${cv.phone}   |   ${cv.location}`);
    const top = doc.y + 10;
    doc.page.margins.right = 220;
    doc.y = top;
    drawJobs(doc, cv);
    drawEducation(doc, cv);
    doc.page.margins.right = 50;
    doc.page.margins.left = 400;
    doc.x = 400;
    doc.y = top;
    drawHeading(doc, 'Skills');
    for (const skill of cv.skills) doc.text(skill);
    drawHeading(doc, 'Summary');
    doc.text(cv.summary);
  });
}

/** A CV from a word processor: heading styles, a list, dates set off with a tab. */
export async function docxCv(cv: SampleCv = SAMPLE_CV): Promise<Buffer> {
  const heading = (text: string) => new Paragraph({ text, heading: HeadingLevel.HEADING_1 });
  const dated = (text: string, dates: string) =>
    new Paragraph({
      children: [new TextRun({ text, bold: true }), new TextRun({ children: [new Tab(), dates] })],
    });
  const document = new Document({
    sections: [
      {
        children: [
          new Paragraph({ text: cv.name, heading: HeadingLevel.TITLE }),
          new Paragraph(`${cv.email} | ${cv.phone} | ${cv.location}`),
          heading('Summary'),
          new Paragraph(cv.summary),
          heading('Work Experience'),
          ...cv.jobs.flatMap((job) => [
            dated(job.title, job.dates),
            new Paragraph(`${job.company}, ${job.place}`),
            ...job.bullets.map((text) => new Paragraph({ text, bullet: { level: 0 } })),
          ]),
          heading('Education'),
          dated(cv.degree.title, cv.degree.dates),
          new Paragraph(cv.degree.school),
          heading('Skills'),
          new Paragraph(cv.skills.join(', ')),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

/** A CV as plain text. */
export function textCv(cv: SampleCv = SAMPLE_CV): Buffer {
  const jobs = cv.jobs.map((job) =>
    [
      `${job.title} at ${job.company}`,
      `${job.dates}, ${job.place}`,
      ...job.bullets.map((bullet) => `- ${bullet}`),
    ].join('\n'),
  );
  const contact = `${cv.email} | ${cv.phone} | ${cv.location}`;
  const education = `${cv.degree.title}\n${cv.degree.school}, ${cv.degree.dates}`;
  const parts = [`${cv.name}\n${contact}`, `SUMMARY\n${cv.summary}`, `EXPERIENCE\n\n${jobs.join('\n\n')}`];
  return Buffer.from([...parts, `EDUCATION\n${education}`, `SKILLS\n${cv.skills.join(', ')}\n`].join('\n\n'));
}

/** A page that is a picture, as a scanner makes it: no text layer. */
export function scannedPdf(): Promise<Buffer> {
  return pdf((doc) => {
    for (let y = 60; y < 700; y += 14) doc.rect(50, y, 300 + (y % 5) * 30, 7).fill('#444444');
  });
}

/** A PDF that opens with a password only. */
export function encryptedPdf(): Promise<Buffer> {
  return oneColumnPdf(SAMPLE_CV, { userPassword: 'secret', ownerPassword: 'owner' });
}

/** The first half of a PDF, as a broken upload leaves it. */
export async function truncatedPdf(): Promise<Buffer> {
  const whole = await oneColumnPdf();
  return whole.subarray(0, Math.floor(whole.length / 2));
}

/** A file of 11 MB, one more than uploads may have. */
export async function oversizedPdf(): Promise<Buffer> {
  return Buffer.concat([await oneColumnPdf(), Buffer.alloc(11 * 1024 * 1024, ' ')]);
}
