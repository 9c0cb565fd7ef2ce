import { ApiPropertyOptional } from '@nestjs/swagger';
import { ProblemAnswer } from '../http/problem-answer.js';
import { LimitInfoAnswer } from './limit-info.answer.js';
import { PlanUpgradeAnswer } from './plan-upgrade.answer.js';

/** What is said to whoever has reached a limit, for the documentation. */
export class LimitProblemAnswer extends ProblemAnswer {
  @ApiPropertyOptional({ description: 'With `rate_limit_exceeded`.' })
  limit_info?: LimitInfoAnswer;

  @ApiPropertyOptional({
    type: PlanUpgradeAnswer,
    nullable: true,
    description: 'With `rate_limit_exceeded`; null on the highest plan.',
  })
  upgrade_suggestion?: PlanUpgradeAnswer | null;
}
