import type { ListSpec } from '../../core/lists/list-spec.js';
import type { QuestionnaireAnswer } from './questionnaire.dto.js';
import {
  APPLICATION_TIMELINES,
  COMPANY_SIZES,
  EXPERIENCE_LEVELS,
  Questionnaire,
} from './questionnaire.entity.js';

/** An answer as the columns give it: `resume` is still the id of the file. */
export type QuestionnaireRow = Omit<QuestionnaireAnswer, 'resume'> & { resume: number | null };

/** Somebody's questionnaires. */
export const QUESTIONNAIRES: ListSpec<QuestionnaireRow> = {
  name: 'questionnaires',
  entity: Questionnaire,
  columns: {
    id: 'id',
    user: 'userId',
    position: 'position',
    industry: 'industry',
    experience_level: 'experienceLevel',
    company_size: 'companySize',
    location: 'location',
    application_timeline: 'applicationTimeline',
    job_description: 'jobDescription',
    submitted_at: 'submittedAt',
    resume: 'resumeId',
    cv: 'cvId',
    version: 'version',
  },
  owner: 'userId',
  filters: {
    experience_level: {
      column: 'experienceLevel',
      value: EXPERIENCE_LEVELS,
      description: 'Exactly this level.',
    },
    company_size: { column: 'companySize', value: COMPANY_SIZES, description: 'Exactly this size.' },
    application_timeline: {
      column: 'applicationTimeline',
      value: APPLICATION_TIMELINES,
      description: 'Exactly this timeline.',
    },
    cv: { column: 'cvId', value: 'integer', description: 'Id of the document made from the file.' },
    submitted_from: {
      column: 'submittedAt',
      value: 'instant',
      is: '>=',
      description: 'At this time or later.',
    },
    submitted_before: { column: 'submittedAt', value: 'instant', is: '<', description: 'Earlier than this.' },
  },
  search: ['position', 'industry', 'location'],
  orderings: { submitted_at: 'submittedAt', position: 'position', id: 'id' },
  defaultOrdering: '-submitted_at',
  count: 'exact',
};
