import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, type RequestUser } from '../../core/http/auth.decorators.js';
import { PageQuery } from '../../core/http/pagination.js';
import { ParseIdPipe } from '../../core/http/parse-id.pipe.js';
import { AiResponsePdfService } from './ai-response-pdf.service.js';
import { AiResponseWaiter } from './ai-response-waiter.service.js';
import { AiResponseAnswer, AiResponseBody, AiResponsePage, PdfAnswer } from './ai-response.dto.js';
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

  /** Your AI responses, newest first. */
  @Get()
  @ApiOkResponse({ type: AiResponsePage })
  list(@CurrentUser() user: RequestUser, @Query() query: PageQuery): Promise<AiResponsePage> {
    return this.responses.list(user.id, query);
  }

  /** Improves the CV of a questionnaire; without a resume it tells what a CV for the job should cover. */
  @Post()
  @ApiHeader({ name: 'Prefer', required: false, description: '`respond-async` answers 202 at once.' })
  @ApiCreatedResponse({ type: AiResponseAnswer })
  @ApiAcceptedResponse({
    type: AiResponseAnswer,
    description: 'Not finished yet; ask the address in Location.',
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
  @ApiOkResponse({ type: AiResponseAnswer })
  get(@CurrentUser() user: RequestUser, @Param('id', ParseIdPipe) id: number): Promise<AiResponseAnswer> {
    return this.responses.get(user.id, id);
  }

  /** The improved CV as a PDF. */
  @Post(':id/generate-pdf')
  @HttpCode(200)
  @ApiOkResponse({ type: PdfAnswer })
  generatePdf(@CurrentUser() user: RequestUser, @Param('id', ParseIdPipe) id: number): Promise<PdfAnswer> {
    return this.pdfs.generate(user.id, id);
  }
}
