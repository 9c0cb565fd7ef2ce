import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBadGatewayResponse,
  ApiBearerAuth,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiHeader,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, type RequestUser } from '../../core/http/auth.decorators.js';
import { ApiIfNoneMatch, ETAG_HEADER, withContentEtag } from '../../core/http/etag.js';
import { Idempotent } from '../../core/http/idempotency/idempotent.decorator.js';
import { ParseIdPipe } from '../../core/http/parse-id.pipe.js';
import { ApiList } from '../../core/lists/api-list.decorator.js';
import type { ListQuery } from '../../core/lists/list-request.js';
import { ApiQuota } from '../../core/limits/quotas/api-quota.decorator.js';
import { AiResponsePdfService } from './ai-response-pdf.service.js';
import { AiResponseWaiter } from './ai-response-waiter.service.js';
import { AiResponseAnswer, AiResponseBody, AiResponsePage, PdfAnswer } from './ai-response.dto.js';
import { AI_RESPONSES } from './ai-response.list.js';
import { AiResponsesService } from './ai-responses.service.js';

@Controller('cv/ai-responses')
@ApiTags('CV')
@ApiBearerAuth()
export class AiResponsesController {
  constructor(
    private readonly responses: AiResponsesService,
    private readonly waiter: AiResponseWaiter,
    private readonly pdfs: AiResponsePdfService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Your AI responses, newest first' })
  @ApiList(AI_RESPONSES, AiResponsePage)
  list(@CurrentUser() user: RequestUser, @Query() query: ListQuery): Promise<AiResponsePage> {
    return this.responses.list(user.id, query);
  }

  @Post()
  @Idempotent()
  @ApiOperation({
    summary: 'Improve the CV of a questionnaire',
    description:
      'Without a resume it tells what a CV for the job should cover. The answer waits up to 30 seconds for the ' +
      'result; after that, or with `Prefer: respond-async`, it is a 202 with the address to ask.',
  })
  @ApiHeader({
    name: 'Prefer',
    required: false,
    description: '`respond-async` answers 202 at once.',
    schema: { type: 'string', enum: ['respond-async'] },
  })
  @ApiCreatedResponse({ type: AiResponseAnswer })
  @ApiAcceptedResponse({
    type: AiResponseAnswer,
    description: 'Not finished yet; ask the address in Location.',
  })
  @ApiNotFoundResponse({ description: '`not_found`: the questionnaire does not exist, or is not yours.' })
  @ApiQuota()
  @ApiBadGatewayResponse({
    description: '`ai_failed`: it could not be improved; nothing of the quota was used.',
  })
  @ApiServiceUnavailableResponse({
    description: '`ai_not_configured`: there is no model here; `service_unavailable`: try again.',
  })
  async create(
    @CurrentUser() user: RequestUser,
    @Body() body: AiResponseBody,
    @Headers('prefer') prefer: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AiResponseAnswer> {
    const id = await this.responses.create(user.id, body);
    const done = !/\brespond-async\b/i.test(prefer ?? '') && (await this.waiter.waitFor(id));
    void reply.status(done ? 201 : 202).header('location', `/cv/ai-responses/${id}`);
    return this.responses.get(user.id, id);
  }

  @Get(':id')
  @ApiOperation({ summary: 'One of your AI responses' })
  @ApiOkResponse({ type: AiResponseAnswer, headers: ETAG_HEADER })
  @ApiIfNoneMatch()
  async get(
    @CurrentUser() user: RequestUser,
    @Param('id', ParseIdPipe) id: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AiResponseAnswer | undefined> {
    return withContentEtag(reply, await this.responses.get(user.id, id));
  }

  @Post(':id/generate-pdf')
  @HttpCode(200)
  @Idempotent()
  @ApiOperation({ summary: 'The improved CV as a PDF' })
  @ApiConflictResponse({
    description: '`ai_response_not_done`: there is no result yet; `idempotency_key_in_use`.',
  })
  @ApiOkResponse({ type: PdfAnswer })
  generatePdf(@CurrentUser() user: RequestUser, @Param('id', ParseIdPipe) id: number): Promise<PdfAnswer> {
    return this.pdfs.generate(user.id, id);
  }
}
