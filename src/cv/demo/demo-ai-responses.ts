import type { CopyValue } from '../../core/data/copy/copy-text.js';
import { DemoRandom } from '../../core/data/demo/demo-random.js';
import type { DemoRun } from '../../core/data/demo/demo-run.js';
import type { AiResponseStatus } from '../ai-responses/ai-response.entity.js';
import { ImproveCvJob } from '../ai-responses/jobs/improve-cv.job.js';
import type { DemoCvs } from './demo-cvs.js';
import type { DemoPool } from './demo-pool.js';
import type { DemoQuestionnaire, DemoQuestionnaires } from './demo-questionnaires.js';

const FAILED = 0.04;
/** The last ones are still to be answered: a worker takes them up as soon as it runs. */
const PENDING = 3;

const COLUMNS = [
  ...['id', 'questionnaire_id', 'prompt', 'status', 'provider', 'engine_version', 'response_text', 'error'],
  ...['result_version_id', 'created_at', 'finished_at'],
];

const PROMPTS = [
  'Improve my CV for this position.',
  'Make it shorter, and use stronger verbs.',
  'What is missing for this job?',
  'Please check the wording; English is not my first language.',
];

interface Response {
  id: number;
  index: number;
  questionnaire: DemoQuestionnaire;
  status: AiResponseStatus;
  createdAt: Date;
  finishedAt: Date | null;
}

/** Answers of the real improver, the versions of CVs they led to, and a few requests that wait or have failed. */
export class DemoAiResponses {
  private firstId: number;
  private firstVersionId: number;

  constructor(
    private readonly run: DemoRun,
    private readonly pool: DemoPool,
    private readonly cvs: DemoCvs,
    private readonly questionnaires: DemoQuestionnaires,
    private readonly count: number,
  ) {}

  async seed(): Promise<void> {
    this.firstId = await this.run.reserve('ai_response', this.count);
    let improved = 0;
    for (const { questionnaire, status } of this.all()) {
      const { cv, jobIndex } = questionnaire;
      if (status !== 'done' || !cv) continue;
      improved += 1;
      await this.pool.prepare(cv.variant, jobIndex);
    }
    this.firstVersionId = await this.run.reserve('cv_version', improved);
    await this.cvs.addVersions(this.versions());
    await this.run.write('ai_response', COLUMNS, this.rows());
    await this.run.write('processed_effect', ['key', 'created_at'], this.effects());
    await this.seedOutbox();
  }

  private *all(): Generator<Response> {
    for (let index = 0; index < this.count; index += 1) {
      const random = new DemoRandom(this.run.seed, 'ai-response', index);
      const number = Math.floor((index * this.questionnaires.count) / this.count);
      const questionnaire = this.questionnaires.questionnaire(number);
      const pending = index >= this.count - PENDING;
      const status = pending ? 'pending' : random.chance(FAILED) ? 'failed' : 'done';
      const createdAt = pending
        ? this.run.asOf
        : this.run.between(questionnaire.submittedAt, this.run.asOf, random.next() ** 6);
      const finished = Math.min(createdAt.getTime() + random.between(400, 9_000), this.run.asOf.getTime());
      yield {
        ...{ id: this.firstId + index, index, questionnaire, status, createdAt },
        finishedAt: pending ? null : new Date(finished),
      };
    }
  }

  private *versions(): Generator<
    Parameters<DemoCvs['addVersions']>[0] extends Iterable<infer Row> ? Row : never
  > {
    const numbers = new Map<number, number>();
    let id = this.firstVersionId;
    for (const { questionnaire, status, finishedAt } of this.all()) {
      const { cv, jobIndex, owner } = questionnaire;
      if (status !== 'done' || !cv || !finishedAt) continue;
      const number = (numbers.get(cv.id) ?? 1) + 1;
      numbers.set(cv.id, number);
      const document = this.pool.improvement(cv.variant, jobIndex).json.for(owner);
      yield { id: id++, cv, number, document, at: finishedAt };
    }
  }

  private *rows(): Generator<CopyValue[]> {
    let versionId = this.firstVersionId;
    const { provider, engineVersion } = this.pool.improver;
    for (const { id, index, questionnaire, status, createdAt, finishedAt } of this.all()) {
      const done = status === 'done';
      const improved = done && questionnaire.cv !== null;
      const prompt = PROMPTS[index % PROMPTS.length] as string;
      yield [
        ...[id, questionnaire.id, prompt, status, provider, done ? engineVersion : null],
        ...[done ? this.answer(questionnaire) : '', status === 'failed' ? FAILURE : null],
        ...[improved ? versionId++ : null, createdAt.toISOString(), finishedAt?.toISOString() ?? null],
      ];
    }
  }

  private answer({ cv, job, jobIndex, owner }: DemoQuestionnaire): string {
    return cv ? this.pool.improvement(cv.variant, jobIndex).text.for(owner) : this.pool.cover(job);
  }

  /** The marks that keep a repeated job from answering twice. */
  private *effects(): Generator<CopyValue[]> {
    for (const { id, status, finishedAt } of this.all())
      if (status === 'done' && finishedAt) yield [`ai-response:${id}`, finishedAt.toISOString()];
  }

  private async seedOutbox(): Promise<void> {
    const waiting = [...this.all()].filter(({ status }) => status === 'pending');
    const firstId = await this.run.reserve('outbox_message', waiting.length);
    await this.run.write(
      'outbox_message',
      ['id', 'job', 'payload', 'created_at', 'task_id'],
      waiting.map(({ id, createdAt }, index) => [
        ...[firstId + index, ImproveCvJob.jobName, JSON.stringify({ aiResponseId: id })],
        ...[createdAt.toISOString(), new DemoRandom(this.run.seed, 'task', firstId + index).uuid()],
      ]),
    );
  }
}

const FAILURE = 'The CV could not be improved. Your quota was given back; try again.';
