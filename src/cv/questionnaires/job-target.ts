import type { JobTarget } from '../improver/improver.js';
import type { Questionnaire } from './questionnaire.entity.js';

/** The job a questionnaire describes, as improver and matcher take it. */
export function jobTargetOf(questionnaire: Questionnaire): JobTarget {
  const { position, industry, experienceLevel, jobDescription } = questionnaire;
  return { position, industry, experienceLevel: experienceLevel ?? '', description: jobDescription };
}
