import { Injectable } from '@nestjs/common';
import { Transactions } from '../../core/database/transactions.service.js';
import { NotFoundError } from '../../core/http/app-error.js';
import { Idempotency } from '../../core/http/idempotency/idempotency.service.js';
import { Outbox } from '../../core/jobs/outbox.service.js';
import { DailyQuotas } from '../../core/limits/quotas/daily-quotas.service.js';
import type { ListQuery } from '../../core/lists/list-request.js';
import { Lists } from '../../core/lists/lists.service.js';
import { mapPage, type Page } from '../../core/lists/page.js';
import { Improver } from '../improver/improver.js';
import { QuestionnairesService } from '../questionnaires/questionnaires.service.js';
import type { AiResponseAnswer, AiResponseBody } from './ai-response.dto.js';
import { AiResponse } from './ai-response.entity.js';
import { AiNotConfiguredError } from './ai-response.errors.js';
import { AI_RESPONSES } from './ai-response.list.js';
import { ImproveCvJob } from './jobs/improve-cv.job.js';

const PATH = '/cv/ai-responses';

/** Requests to improve a CV. */
@Injectable()
export class AiResponsesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly questionnaires: QuestionnairesService,
    private readonly quotas: DailyQuotas,
    private readonly improver: Improver,
    private readonly outbox: Outbox,
    private readonly lists: Lists,
    private readonly idempotency: Idempotency,
  ) {}

  /** Stores the request together with the job that will answer it. @returns its id */
  async create(userId: number, body: AiResponseBody): Promise<number> {
    if (body.engine === 'model') throw new AiNotConfiguredError();
    const questionnaire = await this.questionnaires.find(userId, body.questionnaire);
    return this.transactions.run(async () => {
      await this.quotas.reserve(userId, 'ai_responses');
      const row = await this.transactions.insert(AiResponse, {
        questionnaireId: questionnaire.id,
        prompt: body.prompt,
        provider: this.improver.provider,
      });
      await this.outbox.enqueue(ImproveCvJob, { aiResponseId: row.id });
      await this.idempotency.keep(async () => ({
        status: 202,
        headers: { location: `${PATH}/${row.id}` },
        body: await this.get(userId, row.id),
      }));
      return row.id;
    });
  }

  async list(userId: number, query: ListQuery): Promise<Page<AiResponseAnswer>> {
    const page = await this.lists.page(AI_RESPONSES, userId, query, PATH);
    const rate_limit_info = await this.quotas.info(userId, 'ai_responses');
    return mapPage(page, (row) => ({ ...row, rate_limit_info }));
  }

  /** @throws NotFoundError when it is missing or somebody else's. */
  async get(userId: number, id: number): Promise<AiResponseAnswer> {
    const row = await this.lists.one(AI_RESPONSES, userId, id);
    return { ...row, rate_limit_info: await this.quotas.info(userId, 'ai_responses') };
  }

  /** The entity, for what is made from it. @throws NotFoundError when it is missing or somebody else's. */
  async find(userId: number, id: number): Promise<AiResponse> {
    const row = await this.transactions.repository(AiResponse).findOneBy({ id, questionnaire: { userId } });
    if (!row) throw new NotFoundError();
    return row;
  }
}
