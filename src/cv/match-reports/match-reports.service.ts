import { Injectable } from '@nestjs/common';
import { Transactions } from '../../core/database/transactions.service.js';
import { InvalidInputError } from '../../core/http/app-error.js';
import { Idempotency } from '../../core/http/idempotency/idempotency.service.js';
import { DocumentsService } from '../document/documents.service.js';
import { type JobTarget } from '../improver/improver.js';
import { jobTargetOf } from '../questionnaires/job-target.js';
import { matchReport } from '../matcher/match-report.js';
import { QuestionnairesService } from '../questionnaires/questionnaires.service.js';
import type { MatchBody, MatchReportAnswer } from './match-report.dto.js';
import { MatchReport } from './match-report.entity.js';

/** Reports on how a CV matches a job. */
@Injectable()
export class MatchReportsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly documents: DocumentsService,
    private readonly questionnaires: QuestionnairesService,
    private readonly idempotency: Idempotency,
  ) {}

  /** Matches the current version of the person's CV and keeps the report. */
  async create(userId: number, cvId: number, body: MatchBody): Promise<MatchReportAnswer> {
    const cv = await this.documents.find(cvId, userId);
    const job = await this.jobOf(userId, body);
    const version = await this.documents.currentVersion(cv);
    const { score, breakdown, keywords, engineVersion } = matchReport({ document: version.document, job });
    return this.transactions.run(async () => {
      const row = await this.transactions.insert(MatchReport, {
        cvVersionId: version.id,
        questionnaireId: body.questionnaire ?? null,
        engineVersion,
        score,
        breakdown,
        keywords,
      });
      const answer = {
        id: row.id,
        cv: cv.id,
        version: version.number,
        questionnaire: row.questionnaireId,
        score,
        breakdown,
        keywords,
        engine_version: engineVersion,
        created_at: row.createdAt,
      };
      await this.idempotency.keep(() => ({ status: 201, body: answer }));
      return answer;
    });
  }

  private async jobOf(userId: number, { questionnaire, job_description }: MatchBody): Promise<JobTarget> {
    if ((questionnaire == null) === (job_description == null)) {
      const message = 'Send either questionnaire or job_description.';
      throw new InvalidInputError({ questionnaire: [message], job_description: [message] });
    }
    if (questionnaire == null) return { position: '', description: job_description ?? '' };
    return jobTargetOf(await this.questionnaires.find(userId, questionnaire));
  }
}
