import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiProperty, ApiTooManyRequestsResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemAnswer } from '../../core/http/problem-answer.js';
import { LimitInfoAnswer } from './limit-info.answer.js';

class UpgradeAnswer {
  @ApiProperty()
  message: string;

  @ApiProperty({ description: 'Name of the plan.' })
  recommended_plan: string;

  @ApiProperty()
  upgrade_url: string;
}

class QuotaProblemAnswer extends ProblemAnswer {
  @ApiProperty()
  limit_info: LimitInfoAnswer;

  @ApiProperty({ type: UpgradeAnswer, nullable: true, description: 'Null on the highest plan.' })
  upgrade_suggestion: UpgradeAnswer | null;
}

/** Documents the answer to whoever has used up a quota. */
export function ApiQuota(): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(QuotaProblemAnswer),
    ApiTooManyRequestsResponse({
      description: '`rate_limit_exceeded`: the plan allows no more of this today.',
      content: { 'application/problem+json': { schema: { $ref: getSchemaPath(QuotaProblemAnswer) } } },
    }),
  );
}
