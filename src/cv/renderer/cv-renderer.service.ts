import { Injectable } from '@nestjs/common';
import type { CvDocument } from '../document/cv-document.js';
import { renderMarkdown } from './markdown-renderer.js';
import { renderMarkdownPdf } from './markdown-pdf-renderer.js';
import { renderPdf } from './pdf-renderer.js';

/** The formats a CV can be rendered to; also the extension of the file. */
export const RENDER_FORMATS = ['pdf', 'md'] as const;
export type RenderFormat = (typeof RENDER_FORMATS)[number];

/** A finished file; `contentType` is its MIME type, `extension` comes without a dot. */
export interface RenderedFile {
  bytes: Buffer;
  contentType: string;
  extension: RenderFormat;
}

/** Turns documents into files. Holds no state, so it works as well without Nest as with it. */
@Injectable()
export class CvRenderer {
  /** The CV as a file. The same document always gives the same bytes. */
  async render(document: CvDocument, format: RenderFormat): Promise<RenderedFile> {
    return format === 'pdf'
      ? pdfFile(await renderPdf(document))
      : {
          bytes: Buffer.from(renderMarkdown(document)),
          contentType: 'text/markdown; charset=utf-8',
          extension: 'md',
        };
  }

  /** A Markdown text, such as the answer to a questionnaire without a resume, as a PDF in the look of the CVs. */
  async renderText(markdown: string, title: string, language: string): Promise<RenderedFile> {
    return pdfFile(await renderMarkdownPdf(markdown, title, language));
  }
}

function pdfFile(bytes: Buffer): RenderedFile {
  return { bytes, contentType: 'application/pdf', extension: 'pdf' };
}
