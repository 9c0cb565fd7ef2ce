import { ModelAdmin, VIEW_ONLY } from '../admin/model-admin.js';
import { LIVE_STATUSES, Subscription } from '../payments/subscription.entity.js';
import { AiResponse } from './ai-responses/ai-response.entity.js';
import { CvEntry } from './document/cv-entry.entity.js';
import { CvSection } from './document/cv-section.entity.js';
import { CvVersion } from './document/cv-version.entity.js';
import { Cv } from './document/cv.entity.js';
import { MatchReport } from './match-reports/match-report.entity.js';
import { Questionnaire } from './questionnaires/questionnaire.entity.js';

/** Whoever has no subscription is on the free plan or a granted one, and in none of these. */
const PLAN_OF_USER = {
  name: 'plan',
  label: 'Subscribed plan of the user',
  entity: Subscription,
  by: 'user',
  at: 'user',
  column: 'plan',
  where: (row: string) => `${row}.status IN (${LIVE_STATUSES.map((status) => `'${status}'`).join(', ')})`,
} as const;

class CvAdmin extends ModelAdmin(Cv, {
  list: ['id', 'title', 'owner', 'language', 'currentVersion', 'updatedAt'],
  filters: ['owner', 'language', 'title', 'createdAt'],
  search: ['title'],
  title: 'title',
  ordering: ['-id'],
  readonly: ['currentVersion', 'sourceFile'],
  fieldsets: [
    { fields: ['owner', 'title', 'language', 'currentVersion', 'sourceFile'] },
    { title: 'Record', fields: ['id', 'createdAt', 'updatedAt'] },
  ],
}) {}

class CvVersionAdmin extends ModelAdmin(CvVersion, {
  list: ['id', 'cv', 'number', 'origin', 'createdAt'],
  filters: ['cv', 'origin', 'createdAt'],
  ordering: ['-id'],
  permissions: VIEW_ONLY,
  cascades: true,
}) {}

class CvSectionAdmin extends ModelAdmin(CvSection, {
  list: ['id', 'cv', 'position', 'kind', 'title'],
  filters: ['cv', 'kind'],
  search: ['title'],
  title: 'title',
  ordering: ['-id'],
  cascades: true,
}) {}

class CvEntryAdmin extends ModelAdmin(CvEntry, {
  list: ['id', 'section', 'position', 'title', 'organisation'],
  filters: ['section', 'title', 'organisation'],
  search: ['title', 'organisation'],
  title: 'title',
  ordering: ['-id'],
  fieldsets: [
    { fields: ['section', 'position', 'title', 'organisation', 'location'] },
    {
      title: 'Time',
      fields: ['startValue', 'startPrecision', 'startRaw', 'endValue', 'endPrecision', 'endRaw'],
    },
    { title: 'Text', fields: ['body', 'bullets'] },
    { title: 'Record', collapsed: true, fields: ['id', 'data'] },
  ],
  cascades: true,
}) {}

class QuestionnaireAdmin extends ModelAdmin(Questionnaire, {
  list: ['id', 'position', 'user', 'experienceLevel', 'companySize', 'submittedAt'],
  filters: ['user', PLAN_OF_USER, 'position', 'experienceLevel', 'companySize', 'submittedAt'],
  search: ['position'],
  title: 'position',
  ordering: ['-id'],
  fieldsets: [
    { fields: ['user', 'position', 'experienceLevel', 'applicationTimeline', 'resume', 'cv'] },
    { title: 'Employer', fields: ['industry', 'companySize', 'location', 'jobDescription'] },
    { title: 'Record', fields: ['id', 'submittedAt'] },
  ],
}) {}

class AiResponseAdmin extends ModelAdmin(AiResponse, {
  list: ['id', 'questionnaire', 'status', 'provider', 'createdAt', 'finishedAt'],
  filters: ['questionnaire', 'status', 'provider', 'createdAt'],
  ordering: ['-id'],
  fieldsets: [
    { fields: ['questionnaire', 'prompt', 'status', 'error', 'responseText', 'resultVersion', 'pdf'] },
    { title: 'Engine', fields: ['provider', 'model', 'engineVersion'] },
    { title: 'Record', fields: ['id', 'createdAt', 'finishedAt'] },
  ],
  permissions: { add: false, change: false },
}) {}

class MatchReportAdmin extends ModelAdmin(MatchReport, {
  list: ['id', 'cvVersion', 'questionnaire', 'score', 'createdAt'],
  filters: ['cvVersion', 'questionnaire', 'score', 'createdAt'],
  ordering: ['-id'],
  permissions: { add: false, change: false },
}) {}

/** How the room's entities appear in the admin. */
export const CV_ADMINS = [
  CvAdmin,
  CvVersionAdmin,
  CvSectionAdmin,
  CvEntryAdmin,
  QuestionnaireAdmin,
  AiResponseAdmin,
  MatchReportAdmin,
];
