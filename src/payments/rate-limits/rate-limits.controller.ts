import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type RequestUser } from '../../core/http/auth.decorators.js';
import { RateLimitsAnswer } from './rate-limits.answer.js';
import { RateLimits } from './rate-limits.service.js';

/** What a plan limits, and how much of it is left. */
@ApiTags('plans')
@ApiBearerAuth()
@Controller('core/rate-limits')
export class RateLimitsController {
  constructor(private readonly rateLimits: RateLimits) {}

  @Get('status')
  @ApiOperation({ summary: 'How much of the limits of the plan is used, and when they begin anew' })
  @ApiOkResponse({ type: RateLimitsAnswer })
  status(@CurrentUser() user: RequestUser): Promise<RateLimitsAnswer> {
    return this.rateLimits.status(user.id);
  }
}
