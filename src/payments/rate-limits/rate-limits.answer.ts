import { ApiProperty } from '@nestjs/swagger';
import { LimitInfoAnswer } from '../../core/limits/limit-info.answer.js';
import { PlanUpgradeAnswer } from '../../core/limits/plan-upgrade.answer.js';

class LimitedUserAnswer {
  @ApiProperty({ example: 'grace' })
  username: string;

  @ApiProperty({ format: 'email' })
  email: string;

  @ApiProperty({ description: 'Name of the plan.', example: 'Free' })
  plan: string;
}

class LimitsAnswer {
  @ApiProperty({ description: 'Of a day; one under way counts, and one that fails is given back.' })
  ai_responses: LimitInfoAnswer;

  @ApiProperty({ description: 'Of a day.' })
  questionnaires: LimitInfoAnswer;

  @ApiProperty({ description: 'Of a day: questionnaires that come with a file.' })
  uploads: LimitInfoAnswer;

  @ApiProperty({
    description: 'Of an hour that begins with the first call; calls of the last seconds may be missing.',
  })
  api_calls: LimitInfoAnswer;
}

/** Where somebody stands with all that their plan limits. */
export class RateLimitsAnswer {
  @ApiProperty()
  user: LimitedUserAnswer;

  @ApiProperty()
  rate_limits: LimitsAnswer;

  @ApiProperty({ type: PlanUpgradeAnswer, nullable: true, description: 'Null on the highest plan.' })
  upgrade_suggestion: PlanUpgradeAnswer | null;
}
