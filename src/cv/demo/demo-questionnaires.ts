import type { CopyValue } from '../../core/data/copy/copy-text.js';
import { DemoRandom } from '../../core/data/demo/demo-random.js';
import type { DemoRun } from '../../core/data/demo/demo-run.js';
import type { DemoPeople, DemoPerson } from '../../users/demo/demo-people.js';
import type { DemoCv, DemoCvs } from './demo-cvs.js';
import { roleOf } from './demo-document.js';
import type { DemoPool } from './demo-pool.js';
import { DEMO_ROLES, type DemoJob, JOBS_PER_ROLE } from './demo-roles.js';

export interface DemoQuestionnaire {
  id: number;
  owner: DemoPerson;
  cv: DemoCv | null;
  job: DemoJob;
  /** Which of its occupation's adverts the job is. */
  jobIndex: number;
  submittedAt: Date;
}

/** 1 would spread questionnaires evenly over people; a little more gives some people many. */
const SKEW = 1.3;

const COLUMNS = [
  ...['id', 'user_id', 'position', 'industry', 'experience_level', 'company_size', 'location'],
  ...['application_timeline', 'job_description', 'cv_id', 'submitted_at'],
];

/** Questionnaires: most come with a CV of the person, all with a job. */
export class DemoQuestionnaires {
  private firstId: number;

  private constructor(
    private readonly run: DemoRun,
    private readonly pool: DemoPool,
    private readonly people: DemoPeople,
    private readonly cvs: DemoCvs,
    readonly count: number,
  ) {}

  static async seed(
    run: DemoRun,
    pool: DemoPool,
    people: DemoPeople,
    cvs: DemoCvs,
    count: number,
  ): Promise<DemoQuestionnaires> {
    const questionnaires = new DemoQuestionnaires(run, pool, people, cvs, count);
    questionnaires.firstId = await run.reserve('questionnaire', count);
    await run.write('questionnaire', COLUMNS, questionnaires.rows());
    return questionnaires;
  }

  /** The questionnaire with this number, from 0; made anew at each call. */
  questionnaire(index: number): DemoQuestionnaire {
    const random = new DemoRandom(this.run.seed, 'questionnaire', index);
    const person = Math.floor(this.people.count * random.next() ** SKEW);
    const cvNumber = random.chance(0.9) ? this.cvs.numberOf(person, random) : null;
    const cv = cvNumber === null ? null : this.cvs.cv(cvNumber);
    const owner = cv?.owner ?? this.people.person(person);
    const jobIndex = random.below(JOBS_PER_ROLE);
    const job = this.pool.job(cv ? roleOf(cv.variant) : random.below(DEMO_ROLES.length), jobIndex);
    const from = cv?.createdAt ?? owner.dateJoined;
    const submittedAt = this.run.between(from, this.run.asOf, random.next());
    return { id: this.firstId + index, owner, cv, job, jobIndex, submittedAt };
  }

  private *rows(): Generator<CopyValue[]> {
    for (let index = 0; index < this.count; index += 1) {
      const { id, owner, cv, job, submittedAt } = this.questionnaire(index);
      yield [
        ...[id, owner.id, job.position, job.industry, job.experienceLevel, job.companySize, job.location],
        ...[job.applicationTimeline, job.description, cv?.id ?? null, submittedAt.toISOString()],
      ];
    }
  }
}
