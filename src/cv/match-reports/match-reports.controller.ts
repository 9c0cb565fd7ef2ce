import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentUser, type RequestUser } from '../../core/http/auth.decorators.js';
import { Idempotent } from '../../core/http/idempotency/idempotent.decorator.js';
import { ParseIdPipe } from '../../core/http/parse-id.pipe.js';
import { MatchBody, MatchReportAnswer } from './match-report.dto.js';
import { MatchReportsService } from './match-reports.service.js';

@Controller('cv/cvs/:id/match')
@ApiTags('CV')
@ApiBearerAuth()
export class MatchReportsController {
  constructor(private readonly reports: MatchReportsService) {}

  @Post()
  @Idempotent()
  @ApiOperation({
    summary: 'Report how your CV matches a job',
    description: 'Each keyword of the advert is present, there under another name, or missing.',
  })
  @ApiCreatedResponse({ type: MatchReportAnswer })
  create(
    @CurrentUser() user: RequestUser,
    @Param('id', ParseIdPipe) id: number,
    @Body() body: MatchBody,
  ): Promise<MatchReportAnswer> {
    return this.reports.create(user.id, id, body);
  }
}
