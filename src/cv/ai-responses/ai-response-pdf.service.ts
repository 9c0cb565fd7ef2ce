import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Transactions } from '../../core/database/transactions.service.js';
import { FilesService } from '../../core/storage/files.service.js';
import { SignedUrls } from '../../core/storage/signed-urls.service.js';
import { DocumentsService } from '../document/documents.service.js';
import { CvRenderer, type RenderedFile } from '../renderer/cv-renderer.service.js';
import { QuestionnairesService } from '../questionnaires/questionnaires.service.js';
import type { PdfAnswer } from './ai-response.dto.js';
import { AiResponse } from './ai-response.entity.js';
import { AiResponseNotDoneError } from './ai-response.errors.js';
import { AiResponsesService } from './ai-responses.service.js';

/** The improved CV as a PDF; without a resume, the advice as one. */
@Injectable()
export class AiResponsePdfService {
  constructor(
    private readonly transactions: Transactions,
    private readonly responses: AiResponsesService,
    private readonly questionnaires: QuestionnairesService,
    private readonly documents: DocumentsService,
    private readonly renderer: CvRenderer,
    private readonly files: FilesService,
    private readonly signedUrls: SignedUrls,
  ) {}

  /** Makes the PDF the first time and hands out a fresh address of the same file from then on. */
  async generate(userId: number, id: number): Promise<PdfAnswer> {
    const response = await this.responses.find(userId, id);
    if (response.status !== 'done') throw new AiResponseNotDoneError(response.status);
    return { pdf_url: this.signedUrls.urlOf(response.pdfId ?? (await this.makeOnce(userId, response))) };
  }

  /** Of two calls at the same time the second one's file is thrown away, and it gets the first one's. */
  private async makeOnce(userId: number, response: AiResponse): Promise<number> {
    try {
      return await this.make(userId, response);
    } catch (error) {
      const { pdfId } = await this.responses.find(userId, response.id);
      if (error instanceof AlreadyMadeError && pdfId !== null) return pdfId;
      throw error;
    }
  }

  private async make(userId: number, response: AiResponse): Promise<number> {
    const { title, rendered } = await this.render(userId, response);
    const file = {
      bytes: rendered.bytes,
      originalName: `${title}.${rendered.extension}`,
      contentType: rendered.contentType,
      ownerId: userId,
    };
    return this.files.store(file, async (stored) => {
      const first = { id: response.id, pdfId: IsNull() };
      const { affected } = await this.transactions.repository(AiResponse).update(first, { pdfId: stored.id });
      if (!affected) throw new AlreadyMadeError();
      return stored.id;
    });
  }

  private async render(
    userId: number,
    response: AiResponse,
  ): Promise<{ title: string; rendered: RenderedFile }> {
    if (response.resultVersionId !== null) {
      const { document } = await this.documents.version(response.resultVersionId);
      return {
        title: titleOf(document.sections[0]?.entries[0]?.title),
        rendered: await this.renderer.render(document, 'pdf'),
      };
    }
    const { position } = await this.questionnaires.find(userId, response.questionnaireId);
    return {
      title: titleOf(position),
      rendered: await this.renderer.renderText(response.responseText, position, 'en'),
    };
  }
}

const titleOf = (name: string | undefined): string => (name ? `${name.replace(/[\\/]/g, ' ')} - CV` : 'CV');

class AlreadyMadeError extends Error {}
