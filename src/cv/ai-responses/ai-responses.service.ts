import { Injectable } from '@nestjs/common';
import { Transactions } from '../../core/database/transactions.service.js';
import { NotFoundError } from '../../core/http/app-error.js';
import { type Page, pageOf, type PageQuery } from '../../core/http/pagination.js';
import { Outbox } from '../../core/jobs/outbox.service.js';
import { Improver } from '../improver/improver.js';
import { QuestionnairesService } from '../questionnaires/questionnaires.service.js';
import { DailyQuotas } from '../quotas/daily-quotas.service.js';
import type { LimitInfo } from '../quotas/quota.errors.js';
import type { AiResponseAnswer, AiResponseBody } from './ai-response.dto.js';
import { AiResponse } from './ai-response.entity.js';
import { AiNotConfiguredError } from './ai-response.errors.js';
import { ImproveCvJob } from './jobs/improve-cv.job.js';

/** Requests to improve a CV. */
@Injectable()
export class AiResponsesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly questionnaires: QuestionnairesService,
    private readonly quotas: DailyQuotas,
    private readonly improver: Improver,
    private readonly outbox: Outbox,
  ) {}

  /** Stores the request together with the job that will answer it. @returns its id */
  async create(userId: number, body: AiResponseBody): Promise<number> {
    if (body.engine === 'model') throw new AiNotConfiguredError();
    const questionnaire = await this.questionnaires.find(userId, body.questionnaire);
    return this.transactions.run(async () => {
      await this.quotas.reserve(userId, 'aiResponses');
      const row = await this.transactions.insert(AiResponse, {
        questionnaireId: questionnaire.id,
        prompt: body.prompt,
        provider: this.improver.provider,
      });
      await this.outbox.enqueue(ImproveCvJob, { aiResponseId: row.id });
      return row.id;
    });
  }

  async list(userId: number, query: PageQuery): Promise<Page<AiResponseAnswer>> {
    const [rows, count] = await this.transactions
      .repository(AiResponse)
      .createQueryBuilder('response')
      .innerJoin('response.questionnaire', 'questionnaire')
      .where('questionnaire.user_id = :userId', { userId })
      .orderBy('response.created_at', 'DESC')
      .addOrderBy('response.id', 'DESC')
      .offset((query.page - 1) * query.page_size)
      .limit(query.page_size)
      .getManyAndCount();
    const limits = await this.quotas.info(userId, 'aiResponses');
    return pageOf(
      rows.map((row) => answerOf(row, limits)),
      count,
      query,
      '/cv/ai-responses',
    );
  }

  async get(userId: number, id: number): Promise<AiResponseAnswer> {
    return answerOf(await this.find(userId, id), await this.quotas.info(userId, 'aiResponses'));
  }

  /** @throws NotFoundError when it is missing or somebody else's. */
  async find(userId: number, id: number): Promise<AiResponse> {
    const row = await this.transactions.repository(AiResponse).findOneBy({ id, questionnaire: { userId } });
    if (!row) throw new NotFoundError();
    return row;
  }
}

function answerOf(row: AiResponse, limits: LimitInfo): AiResponseAnswer {
  return {
    id: row.id,
    questionnaire: row.questionnaireId,
    created_at: row.createdAt,
    response_text: row.responseText,
    status: row.status,
    rate_limit_info: limits,
  };
}
