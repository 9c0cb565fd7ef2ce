import type { CopyValue } from '../../core/data/copy/copy-text.js';
import { DemoRandom } from '../../core/data/demo/demo-random.js';
import type { DemoRun } from '../../core/data/demo/demo-run.js';
import type { DemoCvs } from './demo-cvs.js';
import type { DemoPool } from './demo-pool.js';
import type { DemoQuestionnaires } from './demo-questionnaires.js';
import { JOBS_PER_ROLE } from './demo-roles.js';

const COLUMNS = [
  ...[
    'id',
    'cv_version_id',
    'questionnaire_id',
    'engine_version',
    'score',
    'breakdown',
    'keywords',
    'created_at',
  ],
];

/** Reports of the real matcher; one without a questionnaire is for an advert that came with the request. */
export async function seedMatchReports(
  run: DemoRun,
  pool: DemoPool,
  cvs: DemoCvs,
  questionnaires: DemoQuestionnaires,
  count: number,
): Promise<void> {
  const firstId = await run.reserve('match_report', count);
  await run.write('match_report', COLUMNS, rows(run, pool, cvs, questionnaires, firstId, count));
}

function* rows(
  run: DemoRun,
  pool: DemoPool,
  cvs: DemoCvs,
  questionnaires: DemoQuestionnaires,
  firstId: number,
  count: number,
): Generator<CopyValue[]> {
  for (let index = 0; index < count; index += 1) {
    const random = new DemoRandom(run.seed, 'match-report', index);
    const asked =
      questionnaires.count > 0
        ? questionnaires.questionnaire(Math.floor((index * questionnaires.count) / count))
        : null;
    const cv = asked?.cv ?? cvs.cv(index % cvs.count);
    const questionnaire = asked?.cv ? asked : null;
    const jobIndex = questionnaire?.jobIndex ?? random.below(JOBS_PER_ROLE);
    const { engineVersion, score, breakdown, keywords } = pool.match(cv.variant, jobIndex);
    const at = run.between(questionnaire?.submittedAt ?? cv.createdAt, run.asOf, random.next() ** 6);
    yield [
      ...[
        firstId + index,
        cv.versionId,
        questionnaire?.id ?? null,
        engineVersion,
        score,
        breakdown,
        keywords,
      ],
      at.toISOString(),
    ];
  }
}
