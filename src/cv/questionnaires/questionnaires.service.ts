import { Injectable } from '@nestjs/common';
import { Transactions } from '../../core/database/transactions.service.js';
import { NotFoundError, StaleVersionError } from '../../core/http/app-error.js';
import type { ExpectedVersions } from '../../core/http/etag.js';
import { Idempotency } from '../../core/http/idempotency/idempotency.service.js';
import type { Upload } from '../../core/http/upload.interceptor.js';
import { DailyQuotas } from '../../core/limits/quotas/daily-quotas.service.js';
import type { ListQuery } from '../../core/lists/list-request.js';
import { Lists } from '../../core/lists/lists.service.js';
import { mapPage, type Page } from '../../core/lists/page.js';
import { SignedUrls } from '../../core/storage/signed-urls.service.js';
import type { QuestionnaireAnswer, QuestionnaireBody, QuestionnaireChange } from './questionnaire.dto.js';
import { Questionnaire } from './questionnaire.entity.js';
import { QUESTIONNAIRES, type QuestionnaireRow } from './questionnaire.list.js';
import { type ResumeFields, ResumeUploads } from './resume-uploads.service.js';

/** Questionnaires of a person. */
@Injectable()
export class QuestionnairesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly lists: Lists,
    private readonly resumes: ResumeUploads,
    private readonly quotas: DailyQuotas,
    private readonly signedUrls: SignedUrls,
    private readonly idempotency: Idempotency,
  ) {}

  async list(userId: number, query: ListQuery): Promise<Page<QuestionnaireAnswer>> {
    const page = await this.lists.page(QUESTIONNAIRES, userId, query, '/cv/questionnaire');
    return mapPage(page, (row) => this.answer(row));
  }

  /** @throws NotFoundError when it is missing or somebody else's. */
  async get(userId: number, id: number): Promise<QuestionnaireAnswer> {
    return this.answer(await this.lists.one(QUESTIONNAIRES, userId, id));
  }

  /** The entity, for what is made from it. @throws NotFoundError when it is missing or somebody else's. */
  async find(userId: number, id: number): Promise<Questionnaire> {
    const row = await this.transactions.repository(Questionnaire).findOneBy({ id, userId });
    if (!row) throw new NotFoundError();
    return row;
  }

  /** Stores a questionnaire and, read first so that an unreadable one leaves nothing behind, its CV. */
  async create(userId: number, body: QuestionnaireBody, upload?: Upload): Promise<QuestionnaireAnswer> {
    // Parsing is dear: who has used up their quota is told before it.
    if (upload) await this.quotas.check(userId, 'questionnaires');
    return this.resumes.store(userId, upload, async (resume) => {
      const [row] = await Promise.all([
        this.lists.insert(QUESTIONNAIRES, {
          user: userId,
          ...fieldsOf(body),
          resume: resume?.resumeId ?? null,
          cv: resume?.cvId ?? null,
        }),
        this.quotas.use(userId, 'questionnaires'),
      ]);
      const answer = this.answer(row);
      await this.idempotency.keep(() => ({ status: 201, body: answer }));
      return answer;
    });
  }

  /** Sets every field anew; the CV stays unless another one comes. */
  replace(
    userId: number,
    id: number,
    body: QuestionnaireBody,
    expected: ExpectedVersions,
    upload?: Upload,
  ): Promise<QuestionnaireAnswer> {
    return this.update(userId, id, columnsOf(fieldsOf(body)), expected, upload);
  }

  /** Sets the given fields; null empties one. */
  change(
    userId: number,
    id: number,
    body: QuestionnaireChange,
    expected: ExpectedVersions,
    upload?: Upload,
  ): Promise<QuestionnaireAnswer> {
    const given = Object.entries(fieldsOf(body)).filter(
      ([field]) => body[field as keyof typeof body] !== undefined,
    );
    return this.update(userId, id, columnsOf(Object.fromEntries(given)), expected, upload);
  }

  /** Removes it with the AI responses made for it; the CV and its file stay. */
  async delete(userId: number, id: number, expected: ExpectedVersions): Promise<void> {
    await this.transactions.run(async () => {
      await this.lock(userId, id, expected);
      await this.transactions.repository(Questionnaire).delete(id);
    });
  }

  private async update(
    userId: number,
    id: number,
    fields: Partial<Questionnaire>,
    expected: ExpectedVersions,
    upload?: Upload,
  ): Promise<QuestionnaireAnswer> {
    // Somebody else's, or a stale one, is refused before its CV is read.
    if (upload) await this.transactions.run(() => this.lock(userId, id, expected));
    return this.resumes.store(userId, upload, async (resume: ResumeFields | null) => {
      const version = await this.lock(userId, id, expected);
      const set = { ...fields, ...resume };
      if (Object.keys(set).length > 0)
        await this.transactions.update(Questionnaire, { where: { id, userId }, version, set });
      return this.get(userId, id);
    });
  }

  /** @returns its version, which stays until the transaction ends. @throws NotFoundError, StaleVersionError */
  private async lock(userId: number, id: number, expected: ExpectedVersions): Promise<number> {
    const [row] = await this.transactions.sql<{ version: number }>(
      'SELECT version FROM questionnaire WHERE id = $1 AND user_id = $2 FOR UPDATE',
      [id, userId],
    );
    if (!row) throw new NotFoundError();
    if (expected !== null && !expected.includes(row.version)) throw new StaleVersionError();
    return row.version;
  }

  private answer(row: QuestionnaireRow): QuestionnaireAnswer {
    return Object.assign(row, { resume: row.resume === null ? null : this.signedUrls.urlOf(row.resume) });
  }
}

type Fields = Omit<QuestionnaireRow, 'id' | 'user' | 'submitted_at' | 'resume' | 'cv' | 'version'>;

/** Every field of a body; what is left out or null is empty. */
function fieldsOf(body: QuestionnaireBody | QuestionnaireChange): Fields {
  return {
    position: body.position ?? '',
    industry: body.industry ?? '',
    experience_level: body.experience_level ?? null,
    company_size: body.company_size ?? null,
    location: body.location ?? '',
    application_timeline: body.application_timeline ?? null,
    job_description: body.job_description ?? '',
  };
}

/** The same as properties of the entity. */
function columnsOf(fields: Partial<Fields>): Partial<Questionnaire> {
  const entries = Object.entries(fields).map(([field, value]) => [
    QUESTIONNAIRES.columns[field as keyof Fields],
    value,
  ]);
  return Object.fromEntries(entries) as Partial<Questionnaire>;
}
