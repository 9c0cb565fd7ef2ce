import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, type RequestUser } from '../../core/http/auth.decorators.js';
import { ApiIfMatch, ETAG_HEADER, type ExpectedVersions, IfMatch, withEtag } from '../../core/http/etag.js';
import { Idempotent } from '../../core/http/idempotency/idempotent.decorator.js';
import { ParseIdPipe } from '../../core/http/parse-id.pipe.js';
import { type Upload, UploadedFile } from '../../core/http/upload.interceptor.js';
import { ApiList } from '../../core/lists/api-list.decorator.js';
import type { ListQuery } from '../../core/lists/list-request.js';
import { ResumeForm } from './api-resume-form.decorator.js';
import {
  QuestionnaireAnswer,
  QuestionnaireBody,
  QuestionnaireChange,
  QuestionnaireChangeForm,
  QuestionnaireForm,
  QuestionnairePage,
} from './questionnaire.dto.js';
import { QUESTIONNAIRES } from './questionnaire.list.js';
import { QuestionnairesService } from './questionnaires.service.js';

@Controller('cv/questionnaire')
@ApiTags('CV')
@ApiBearerAuth()
export class QuestionnairesController {
  constructor(private readonly questionnaires: QuestionnairesService) {}

  @Get()
  @ApiOperation({ summary: 'Your questionnaires, newest first' })
  @ApiList(QUESTIONNAIRES, QuestionnairePage)
  list(@CurrentUser() user: RequestUser, @Query() query: ListQuery): Promise<QuestionnairePage> {
    return this.questionnaires.list(user.id, query);
  }

  @Post()
  @Idempotent()
  @ResumeForm(QuestionnaireForm)
  @ApiOperation({ summary: 'Say which job you want; as a form, with your CV in `resume`' })
  @ApiCreatedResponse({ type: QuestionnaireAnswer, headers: ETAG_HEADER })
  async create(
    @CurrentUser() user: RequestUser,
    @Body() body: QuestionnaireBody,
    @Res({ passthrough: true }) reply: FastifyReply,
    @UploadedFile() upload?: Upload,
  ): Promise<QuestionnaireAnswer> {
    return withEtag(reply, await this.questionnaires.create(user.id, body, upload));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One of your questionnaires' })
  @ApiOkResponse({ type: QuestionnaireAnswer, headers: ETAG_HEADER })
  async get(
    @CurrentUser() user: RequestUser,
    @Param('id', ParseIdPipe) id: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QuestionnaireAnswer> {
    return withEtag(reply, await this.questionnaires.get(user.id, id));
  }

  @Put(':id')
  @ResumeForm(QuestionnaireForm)
  @ApiOperation({ summary: 'Set every field anew; the CV stays unless you send another one' })
  @ApiOkResponse({ type: QuestionnaireAnswer, headers: ETAG_HEADER })
  @ApiIfMatch()
  async replace(
    @CurrentUser() user: RequestUser,
    @Param('id', ParseIdPipe) id: number,
    @Body() body: QuestionnaireBody,
    @IfMatch() expected: ExpectedVersions,
    @Res({ passthrough: true }) reply: FastifyReply,
    @UploadedFile() upload?: Upload,
  ): Promise<QuestionnaireAnswer> {
    return withEtag(reply, await this.questionnaires.replace(user.id, id, body, expected, upload));
  }

  @Patch(':id')
  @ResumeForm(QuestionnaireChangeForm)
  @ApiOperation({ summary: 'Change some fields' })
  @ApiOkResponse({ type: QuestionnaireAnswer, headers: ETAG_HEADER })
  @ApiIfMatch()
  async change(
    @CurrentUser() user: RequestUser,
    @Param('id', ParseIdPipe) id: number,
    @Body() body: QuestionnaireChange,
    @IfMatch() expected: ExpectedVersions,
    @Res({ passthrough: true }) reply: FastifyReply,
    @UploadedFile() upload?: Upload,
  ): Promise<QuestionnaireAnswer> {
    return withEtag(reply, await this.questionnaires.change(user.id, id, body, expected, upload));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete it with the AI responses made for it; the CV stays' })
  @ApiNoContentResponse()
  @ApiIfMatch()
  delete(
    @CurrentUser() user: RequestUser,
    @Param('id', ParseIdPipe) id: number,
    @IfMatch() expected: ExpectedVersions,
  ): Promise<void> {
    return this.questionnaires.delete(user.id, id, expected);
  }
}
