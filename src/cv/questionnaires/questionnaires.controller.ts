import { Body, Controller, Get, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiTags,
} from '@nestjs/swagger';
import { CurrentUser, type RequestUser } from '../../core/http/auth.decorators.js';
import { PageQuery } from '../../core/http/pagination.js';
import { ParseIdPipe } from '../../core/http/parse-id.pipe.js';
import { FormUpload, type Upload, UploadedFile } from '../../core/http/upload.interceptor.js';
import {
  QuestionnaireAnswer,
  QuestionnaireBody,
  QuestionnaireForm,
  QuestionnairePage,
} from './questionnaire.dto.js';
import { QuestionnairesService } from './questionnaires.service.js';

@Controller('cv/questionnaire')
@ApiTags('CV')
@ApiBearerAuth()
export class QuestionnairesController {
  constructor(private readonly questionnaires: QuestionnairesService) {}

  /** Your questionnaires, newest first. */
  @Get()
  @ApiOkResponse({ type: QuestionnairePage })
  list(@CurrentUser() user: RequestUser, @Query() query: PageQuery): Promise<QuestionnairePage> {
    return this.questionnaires.list(user.id, query);
  }

  /** Says which job you want; as a form, with your CV in `resume`. */
  @Post()
  @UseInterceptors(FormUpload('resume'))
  @ApiConsumes('multipart/form-data', 'application/json')
  @ApiBody({ type: QuestionnaireForm })
  @ApiCreatedResponse({ type: QuestionnaireAnswer })
  create(
    @CurrentUser() user: RequestUser,
    @Body() body: QuestionnaireBody,
    @UploadedFile() upload?: Upload,
  ): Promise<QuestionnaireAnswer> {
    return this.questionnaires.create(user.id, body, upload);
  }

  @Get(':id')
  @ApiOkResponse({ type: QuestionnaireAnswer })
  get(@CurrentUser() user: RequestUser, @Param('id', ParseIdPipe) id: number): Promise<QuestionnaireAnswer> {
    return this.questionnaires.get(user.id, id);
  }
}
