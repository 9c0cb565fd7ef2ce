import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { cleanLine } from './text-cleaning.js';
import { PAGE, type FontWeight } from './theme.js';
import { openFont, unicodeFont, type FontkitFont } from './unicode-font.js';

export type Pdf = InstanceType<typeof PDFDocument>;

const FILES: Record<FontWeight, string> = {
  regular: '400Regular/Inter_400Regular.ttf',
  semibold: '600SemiBold/Inter_600SemiBold.ttf',
  bold: '700Bold/Inter_700Bold.ttf',
};
/** Fixed, because the same document must give the same bytes, and PDF wants a date and an ID made from it. */
const CREATED = new Date(Date.UTC(2000, 0, 1));

let fonts: [FontWeight, FontkitFont][] | undefined;

/** The parsed fonts, shared by all documents of the process; parsed at the first use. */
function loadFonts(): [FontWeight, FontkitFont][] {
  const { resolve } = createRequire(import.meta.url);
  const scratch = new PDFDocument({ autoFirstPage: false, font: '' });
  return Object.entries(FILES).map(([weight, file]) => [
    weight as FontWeight,
    unicodeFont(openFont(scratch, resolve(`@expo-google-fonts/inter/${file}`))),
  ]);
}

/** An empty tagged A4 document with the fonts registered under the names of their weights. `language` is BCP 47. */
export function createPdf(title: string, language: string): Pdf {
  const document = new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    font: '',
    pdfVersion: '1.7',
    tagged: true,
    lang: cleanLine(language) || 'en',
    displayTitle: true,
    info: {
      Title: cleanLine(title),
      Producer: 'CV Improver',
      Creator: 'CV Improver',
      CreationDate: CREATED,
      ModDate: CREATED,
    },
  });
  fonts ??= loadFonts();
  for (const [weight, font] of fonts) document.registerFont(weight, font as never);
  escapeTitleInMetadata(document);
  return document;
}

/** pdfkit copies the title into the XMP packet as it stands, where `&` would make the packet unreadable. */
function escapeTitleInMetadata(document: Pdf): void {
  const inner = document as unknown as { endMetadata(): void };
  const endMetadata = inner.endMetadata.bind(document);
  inner.endMetadata = () => {
    const title = document.info.Title ?? '';
    document.info.Title = title.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
    endMetadata();
  };
}

/** Ends the document and collects its bytes. */
export async function pdfBytes(document: Pdf): Promise<Buffer> {
  const chunks: Buffer[] = [];
  document.end();
  for await (const chunk of document) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
