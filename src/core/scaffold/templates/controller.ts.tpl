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
import { CurrentUser, type RequestUser } from '../core/http/auth.decorators.js';
import { ApiIfMatch, ETAG_HEADER, type ExpectedVersions, IfMatch, withEtag } from '../core/http/etag.js';
import { Idempotent } from '../core/http/idempotency/idempotent.decorator.js';
import { ParseIdPipe } from '../core/http/parse-id.pipe.js';
import { ApiList } from '../core/lists/api-list.decorator.js';
import type { ListQuery } from '../core/lists/list-request.js';
import { {{Entity}}Answer, {{Entity}}Body, {{Entity}}Change, {{Entity}}Page } from './{{file}}.dto.js';
import { {{ROOMS}} } from './{{file}}.list.js';
import { {{Rooms}}Service } from './{{room}}.service.js';

@Controller('{{room}}')
@ApiTags('{{Many}}')
@ApiBearerAuth()
export class {{Rooms}}Controller {
  constructor(private readonly {{rooms}}: {{Rooms}}Service) {}

  @Get()
  @ApiOperation({ summary: 'Your {{many}}, newest first' })
  @ApiList({{ROOMS}}, {{Entity}}Page)
  list(@CurrentUser() user: RequestUser, @Query() query: ListQuery): Promise<{{Entity}}Page> {
    return this.{{rooms}}.list(user.id, query);
  }

  @Post()
  @Idempotent()
  @ApiOperation({ summary: 'Make {{aOne}}' })
  @ApiCreatedResponse({ type: {{Entity}}Answer, headers: ETAG_HEADER })
  async create(
    @CurrentUser() user: RequestUser,
    @Body() body: {{Entity}}Body,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{{Entity}}Answer> {
    return withEtag(reply, await this.{{rooms}}.create(user.id, body));
  }

  @Get(':id')
  @ApiOperation({ summary: 'One of your {{many}}' })
  @ApiOkResponse({ type: {{Entity}}Answer, headers: ETAG_HEADER })
  async get(
    @CurrentUser() user: RequestUser,
    @Param('id', ParseIdPipe) id: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{{Entity}}Answer> {
    return withEtag(reply, await this.{{rooms}}.get(user.id, id));
  }

  @Put(':id')
  @ApiOperation({ summary: 'Set every field of {{aOne}} anew' })
  @ApiOkResponse({ type: {{Entity}}Answer, headers: ETAG_HEADER })
  @ApiIfMatch()
  async replace(
    @CurrentUser() user: RequestUser,
    @Param('id', ParseIdPipe) id: number,
    @Body() body: {{Entity}}Body,
    @IfMatch() expected: ExpectedVersions,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{{Entity}}Answer> {
    return withEtag(reply, await this.{{rooms}}.replace(user.id, id, body, expected));
  }

  @Patch(':id')
  @ApiOperation({ summary: 'Change some fields of {{aOne}}' })
  @ApiOkResponse({ type: {{Entity}}Answer, headers: ETAG_HEADER })
  @ApiIfMatch()
  async change(
    @CurrentUser() user: RequestUser,
    @Param('id', ParseIdPipe) id: number,
    @Body() body: {{Entity}}Change,
    @IfMatch() expected: ExpectedVersions,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{{Entity}}Answer> {
    return withEtag(reply, await this.{{rooms}}.change(user.id, id, body, expected));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete {{aOne}}' })
  @ApiNoContentResponse()
  @ApiIfMatch()
  delete(
    @CurrentUser() user: RequestUser,
    @Param('id', ParseIdPipe) id: number,
    @IfMatch() expected: ExpectedVersions,
  ): Promise<void> {
    return this.{{rooms}}.delete(user.id, id, expected);
  }
}
