import { In } from 'typeorm';
import { ChildMemoryError, HardTimeLimitError } from '../../../core/child-processes/child-process.errors.js';
import { Transactions } from '../../../core/database/transactions.service.js';
import { Effects } from '../../../core/jobs/effects.service.js';
import { Job } from '../../../core/jobs/job.js';
import { JobHandler } from '../../../core/jobs/job-handler.js';
import type { JobRun } from '../../../core/jobs/job-run.js';
import { DocumentsService } from '../../document/documents.service.js';
import { Cv } from '../../document/cv.entity.js';
import { Improver } from '../../improver/improver.js';
import { coverAdvice } from '../../improver/response-text.js';
import { jobTargetOf } from '../../questionnaires/job-target.js';
import { Questionnaire } from '../../questionnaires/questionnaire.entity.js';
import { AiResponseEndings } from '../ai-response-endings.service.js';
import { AiResponse, UNFINISHED } from '../ai-response.entity.js';

/** Improves the CV of one AI response. */
@JobHandler()
export class ImproveCvJob extends Job<{ aiResponseId: number }> {
  static readonly jobName = 'cv.improve';
  static override readonly queue = 'ai';
  // What took all the time or memory it may have would take it again.
  override readonly retry = { attempts: 3, backoffMs: 1_000, never: [HardTimeLimitError, ChildMemoryError] };
  override readonly hardTimeLimitMs = 30_000;

  constructor(
    private readonly transactions: Transactions,
    private readonly effects: Effects,
    private readonly documents: DocumentsService,
    private readonly improver: Improver,
    private readonly endings: AiResponseEndings,
  ) {
    super();
  }

  override async perform({ aiResponseId: id }: { aiResponseId: number }, run: JobRun): Promise<void> {
    const responses = this.transactions.repository(AiResponse);
    // A row left running by a killed worker is taken up again; a finished or deleted one is nobody's business.
    const { affected } = await responses.update({ id, status: In(UNFINISHED) }, { status: 'running' });
    if (!affected) return;
    const response = await responses.findOneByOrFail({ id });
    const questionnaire = await this.transactions
      .repository(Questionnaire)
      .findOneByOrFail({ id: response.questionnaireId });
    if (questionnaire.cvId === null) await this.finish(id, coverAdvice(jobTargetOf(questionnaire)));
    else await this.improve(response, questionnaire, questionnaire.cvId, run);
  }

  override async onFailed({ aiResponseId: id }: { aiResponseId: number }): Promise<void> {
    await this.endings.giveUp(id);
  }

  private async improve(
    response: AiResponse,
    questionnaire: Questionnaire,
    cvId: number,
    run: JobRun,
  ): Promise<void> {
    const cv = await this.transactions.repository(Cv).findOneByOrFail({ id: cvId });
    const { document } = await this.documents.currentVersion(cv);
    const input = {
      document,
      job: jobTargetOf(questionnaire),
      prompt: response.prompt,
      asOf: response.createdAt.toISOString().slice(0, 7),
    };
    const result = await this.improver.improve(input, run);
    await this.finish(response.id, result.responseText, async () => {
      const version = await this.documents.addVersion(cvId, 'improve', result.document);
      return version.id;
    });
  }

  /** Saves the result once, however often the job ran to this point, and only while nobody has given it up. */
  private async finish(id: number, responseText: string, addVersion?: () => Promise<number>): Promise<void> {
    await this.effects.once(`ai-response:${id}`, async () => {
      const resultVersionId = (await addVersion?.()) ?? null;
      const { engineVersion } = this.improver;
      await this.endings.finish(id, { responseText, engineVersion, resultVersionId });
    });
  }
}
