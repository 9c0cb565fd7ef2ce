import { Controller, Get, Query } from '@nestjs/common';
import { ApiBadRequestResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, Public, type RequestUser } from '../core/http/auth.decorators.js';
import { PlanAnswer } from '../users/plan-answer.js';
import { PlansQuery } from './dto/plans.query.js';
import { PlansService } from './plans.service.js';

/** The price list. */
@ApiTags('plans')
@Public()
@Controller('core/plans')
export class PlansController {
  constructor(private readonly plans: PlansService) {}

  @Get()
  @ApiOperation({ summary: 'All plans; an access token, where there is one, marks the own plan as current' })
  @ApiOkResponse({ type: PlanAnswer, isArray: true })
  @ApiBadRequestResponse({ description: '`validation_error`: `billing` is neither monthly nor yearly.' })
  list(@CurrentUser() user: RequestUser | null, @Query() query: PlansQuery): Promise<PlanAnswer[]> {
    return this.plans.list(user?.id ?? null, query.billing);
  }
}
