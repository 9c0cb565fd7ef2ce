import { ModelAdmin, VIEW_ONLY } from '../admin/model-admin.js';
import { AiResponse } from './ai-responses/ai-response.entity.js';
import { CvEntry } from './document/cv-entry.entity.js';
import { CvSection } from './document/cv-section.entity.js';
import { CvVersion } from './document/cv-version.entity.js';
import { Cv } from './document/cv.entity.js';
import { MatchReport } from './match-reports/match-report.entity.js';
import { Questionnaire } from './questionnaires/questionnaire.entity.js';

class CvAdmin extends ModelAdmin(Cv, {
  list: ['id', 'title', 'owner', 'language', 'currentVersion', 'updatedAt'],
  filters: ['owner', 'language', 'title', 'createdAt'],
  search: ['title'],
  title: 'title',
  ordering: ['-id'],
  readonly: ['currentVersion', 'sourceFile'],
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
  cascades: true,
}) {}

class QuestionnaireAdmin extends ModelAdmin(Questionnaire, {
  list: ['id', 'position', 'user', 'experienceLevel', 'companySize', 'submittedAt'],
  filters: ['user', 'position', 'experienceLevel', 'companySize', 'submittedAt'],
  search: ['position'],
  title: 'position',
  ordering: ['-id'],
}) {}

class AiResponseAdmin extends ModelAdmin(AiResponse, {
  list: ['id', 'questionnaire', 'status', 'provider', 'createdAt', 'finishedAt'],
  filters: ['questionnaire', 'status', 'provider', 'createdAt'],
  ordering: ['-id'],
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
