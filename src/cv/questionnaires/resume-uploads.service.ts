import { Injectable } from '@nestjs/common';
import { Transactions } from '../../core/database/transactions.service.js';
import type { Upload } from '../../core/http/upload.interceptor.js';
import { DailyQuotas } from '../../core/limits/quotas/daily-quotas.service.js';
import { FilesService } from '../../core/storage/files.service.js';
import { DocumentsService } from '../document/documents.service.js';
import { CvParser, PARSER_VERSION } from '../parser/cv-parser.service.js';

/** The file somebody uploaded and the document made from it, as a questionnaire refers to them. */
export interface ResumeFields {
  resumeId: number;
  cvId: number;
}

/** CVs that come with a questionnaire. */
@Injectable()
export class ResumeUploads {
  constructor(
    private readonly transactions: Transactions,
    private readonly parser: CvParser,
    private readonly files: FilesService,
    private readonly documents: DocumentsService,
    private readonly quotas: DailyQuotas,
  ) {}

  /**
   * Runs `work` in a transaction with the file and the document made from the upload, or with null without one. The
   * upload is read before anything is stored, so that an unreadable one leaves nothing behind; nor does a `work` that
   * fails.
   */
  async store<Result>(
    userId: number,
    upload: Upload | undefined,
    work: (resume: ResumeFields | null) => Promise<Result>,
  ): Promise<Result> {
    if (!upload) return this.transactions.run(() => work(null));
    // Parsing is dear: who has used up their quota is told before it.
    await this.quotas.check(userId, 'uploads');
    const { document, contentType } = await this.parser.parse(upload.bytes);
    const file = { bytes: upload.bytes, originalName: upload.name, contentType, ownerId: userId };
    return this.files.store(file, async (stored) => {
      await this.quotas.use(userId, 'uploads');
      const cv = await this.documents.create({
        ownerId: userId,
        fallbackTitle: stored.originalName,
        document,
        parserVersion: PARSER_VERSION,
        sourceFileId: stored.id,
      });
      return work({ resumeId: stored.id, cvId: cv.id });
    });
  }
}
