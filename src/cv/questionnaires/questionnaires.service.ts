import { Injectable } from '@nestjs/common';
import { Transactions } from '../../core/database/transactions.service.js';
import { NotFoundError } from '../../core/http/app-error.js';
import { type Page, pageOf, type PageQuery } from '../../core/http/pagination.js';
import type { Upload } from '../../core/http/upload.interceptor.js';
import { FilesService } from '../../core/storage/files.service.js';
import { SignedUrls } from '../../core/storage/signed-urls.service.js';
import { DocumentsService } from '../document/documents.service.js';
import { CvParser, PARSER_VERSION } from '../parser/cv-parser.service.js';
import { DailyQuotas } from '../quotas/daily-quotas.service.js';
import type { QuestionnaireAnswer, QuestionnaireBody } from './questionnaire.dto.js';
import { Questionnaire } from './questionnaire.entity.js';

/** Questionnaires of a person, and the CVs uploaded with them. */
@Injectable()
export class QuestionnairesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly parser: CvParser,
    private readonly files: FilesService,
    private readonly documents: DocumentsService,
    private readonly quotas: DailyQuotas,
    private readonly signedUrls: SignedUrls,
  ) {}

  /** Stores a questionnaire and, read first so that an unreadable one leaves nothing behind, its CV. */
  async create(userId: number, body: QuestionnaireBody, upload?: Upload): Promise<QuestionnaireAnswer> {
    await this.reserve(userId, upload);
    const row = upload ? await this.createWithCv(userId, body, upload) : await this.insert(userId, body);
    return this.answer(row);
  }

  async list(userId: number, query: PageQuery): Promise<Page<QuestionnaireAnswer>> {
    const [rows, count] = await this.transactions.repository(Questionnaire).findAndCount({
      where: { userId },
      order: { submittedAt: 'DESC', id: 'DESC' },
      skip: (query.page - 1) * query.page_size,
      take: query.page_size,
    });
    return pageOf(
      rows.map((row) => this.answer(row)),
      count,
      query,
      '/cv/questionnaire',
    );
  }

  async get(userId: number, id: number): Promise<QuestionnaireAnswer> {
    return this.answer(await this.find(userId, id));
  }

  /** @throws NotFoundError when it is missing or somebody else's. */
  async find(userId: number, id: number): Promise<Questionnaire> {
    const row = await this.transactions.repository(Questionnaire).findOneBy({ id, userId });
    if (!row) throw new NotFoundError();
    return row;
  }

  private async createWithCv(
    userId: number,
    body: QuestionnaireBody,
    upload: Upload,
  ): Promise<Questionnaire> {
    const { document, contentType } = await this.parser.parse(upload.bytes);
    const file = { bytes: upload.bytes, originalName: upload.name, contentType, ownerId: userId };
    return this.files.store(file, async (stored) => {
      await this.reserve(userId, upload);
      const cv = await this.documents.create({
        ownerId: userId,
        fallbackTitle: stored.originalName,
        document,
        parserVersion: PARSER_VERSION,
        sourceFileId: stored.id,
      });
      return this.insertRow(userId, body, { resumeId: stored.id, cvId: cv.id });
    });
  }

  private insert(userId: number, body: QuestionnaireBody): Promise<Questionnaire> {
    return this.transactions.run(async () => {
      await this.reserve(userId);
      return this.insertRow(userId, body, { resumeId: null, cvId: null });
    });
  }

  private async reserve(userId: number, upload?: Upload): Promise<void> {
    await this.quotas.reserve(userId, 'questionnaires');
    if (upload) await this.quotas.reserve(userId, 'uploads');
  }

  private insertRow(
    userId: number,
    body: QuestionnaireBody,
    files: Pick<Questionnaire, 'resumeId' | 'cvId'>,
  ): Promise<Questionnaire> {
    return this.transactions.insert(Questionnaire, {
      userId,
      position: body.position,
      industry: body.industry ?? '',
      experienceLevel: body.experience_level ?? null,
      companySize: body.company_size ?? null,
      location: body.location ?? '',
      applicationTimeline: body.application_timeline ?? null,
      jobDescription: body.job_description ?? '',
      ...files,
    });
  }

  private answer(row: Questionnaire): QuestionnaireAnswer {
    return {
      id: row.id,
      user: row.userId,
      position: row.position,
      industry: row.industry,
      experience_level: row.experienceLevel,
      company_size: row.companySize,
      location: row.location,
      application_timeline: row.applicationTimeline,
      job_description: row.jobDescription,
      submitted_at: row.submittedAt,
      resume: row.resumeId === null ? null : this.signedUrls.urlOf(row.resumeId),
      cv: row.cvId,
    };
  }
}
