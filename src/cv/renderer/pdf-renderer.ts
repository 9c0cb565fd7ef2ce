import { profileEntry, type CvDocument } from '../document/cv-document.js';
import { sectionRows } from './entry-rows.js';
import { paintFooters } from './page-footer.js';
import { PageFlow, type Row } from './page-flow.js';
import { createPdf, pdfBytes, type Pdf } from './pdf-document.js';
import { profileRows } from './profile-rows.js';
import type { Place } from './rows.js';

/**
 * A CV as a tagged A4 PDF in one column with a text layer of plain Unicode characters. The same document always
 * gives the same bytes. Throws when the document does not start with its profile section.
 */
export async function renderPdf(document: CvDocument): Promise<Buffer> {
  const name = profileEntry(document).title;
  return layOut(createPdf(name, document.language), name, document.language, (place) => [
    ...profileRows(place, document),
    ...document.sections.slice(1).flatMap((section) => sectionRows(place, section, document.language)),
  ]);
}

/** Sets the rows `build` makes on pages with footers and returns the bytes of the finished document. */
export async function layOut(
  pdf: Pdf,
  title: string,
  language: string,
  build: (place: Place) => Row[],
): Promise<Buffer> {
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  new PageFlow(pdf).place(build({ document: pdf, parent: root }));
  root.end();
  paintFooters(pdf, title, language);
  return pdfBytes(pdf);
}
