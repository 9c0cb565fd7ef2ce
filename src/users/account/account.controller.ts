import { Body, Controller, Get, Patch, Put, Res } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiBearerAuth,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, type RequestUser } from '../../core/http/auth.decorators.js';
import {
  ApiIfMatch,
  ApiIfNoneMatch,
  contentTag,
  ETAG_HEADER,
  type ExpectedTags,
  IfMatchContent,
  withContentEtag,
} from '../../core/http/etag.js';
import { AccountService } from './account.service.js';
import { ProfileChangeDto, ProfileDto } from './dto/profile.dto.js';
import { UserAnswer } from './dto/user.answer.js';

/** The caller's own account; read-only fields may be sent back and are ignored. */
@ApiTags('auth')
@ApiBearerAuth()
@ApiUnauthorizedResponse({ description: '`not_authenticated`' })
@Controller('auth/user')
export class AccountController {
  constructor(private readonly account: AccountService) {}

  @Get()
  @ApiOperation({ summary: 'The account with its plan and subscription' })
  @ApiOkResponse({ type: UserAnswer, headers: ETAG_HEADER })
  @ApiIfNoneMatch()
  async read(
    @CurrentUser() user: RequestUser,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserAnswer | undefined> {
    return withContentEtag(reply, await this.account.read(user.id));
  }

  @Put()
  @ApiOperation({ summary: 'Change the account; read-only fields are ignored' })
  @ApiOkResponse({ type: UserAnswer, headers: ETAG_HEADER })
  @ApiBadRequestResponse({ description: '`validation_error`: the fields in `errors` are wrong or taken.' })
  @ApiIfMatch()
  async replace(
    @CurrentUser() user: RequestUser,
    @Body() dto: ProfileDto,
    @IfMatchContent() expected: ExpectedTags,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserAnswer> {
    const answer = await this.account.change(user.id, dto, expected);
    void reply.header('etag', contentTag(answer));
    return answer;
  }

  @Patch()
  @ApiOperation({ summary: 'Change some fields of the account; read-only fields are ignored' })
  @ApiOkResponse({ type: UserAnswer, headers: ETAG_HEADER })
  @ApiBadRequestResponse({ description: '`validation_error`: the fields in `errors` are wrong or taken.' })
  @ApiIfMatch()
  async change(
    @CurrentUser() user: RequestUser,
    @Body() dto: ProfileChangeDto,
    @IfMatchContent() expected: ExpectedTags,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserAnswer> {
    const answer = await this.account.change(user.id, dto, expected);
    void reply.header('etag', contentTag(answer));
    return answer;
  }
}
