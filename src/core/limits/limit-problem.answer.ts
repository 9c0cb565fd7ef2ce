import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ProblemAnswer } from '../http/problem-answer.js';
import { LimitInfoAnswer } from './limit-info.answer.js';

class UpgradeAnswer {
  @ApiProperty()
  message: string;

  @ApiProperty({ description: 'Name of the plan.' })
  recommended_plan: string;

  @ApiProperty()
  upgrade_url: string;
}

/** What is said to whoever has reached a limit, for the documentation. */
export class LimitProblemAnswer extends ProblemAnswer {
  @ApiPropertyOptional({ description: 'With `rate_limit_exceeded`.' })
  limit_info?: LimitInfoAnswer;

  @ApiPropertyOptional({
    type: UpgradeAnswer,
    nullable: true,
    description: 'With `rate_limit_exceeded`; null on the highest plan.',
  })
  upgrade_suggestion?: UpgradeAnswer | null;
}
