import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiBody,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiTooManyRequestsResponse,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentUser, Public, type RequestUser } from '../../core/http/auth.decorators.js';
import { AuthCookies } from './auth-cookies.service.js';
import { AuthService } from './auth.service.js';
import { Client, type ClientInfo } from './client-info.decorator.js';
import { LoginDto } from './dto/login.dto.js';
import { RefreshDto } from './dto/refresh.dto.js';
import { RegistrationDto } from './dto/registration.dto.js';
import { CsrfTokenAnswer, DetailAnswer, SessionAnswer, TokensAnswer } from './dto/session.answer.js';
import { OptionalBody } from './optional-body.decorator.js';

/** Every answer with tokens sets them as HttpOnly cookies too. */
@ApiTags('auth')
@Public()
@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly cookies: AuthCookies,
  ) {}

  @Get('csrf-token')
  @ApiOperation({ summary: 'The token that unsafe requests in cookie mode must repeat' })
  @ApiOkResponse({ type: CsrfTokenAnswer })
  csrfToken(@Res({ passthrough: true }) reply: FastifyReply): CsrfTokenAnswer {
    return { csrfToken: this.cookies.csrfToken(reply) };
  }

  @Post('registration')
  @ApiOperation({ summary: 'Open an account and a session' })
  @ApiCreatedResponse({ type: SessionAnswer })
  @ApiBadRequestResponse({ description: '`validation_error`: the fields in `errors` are wrong or taken.' })
  async register(
    @Body() dto: RegistrationDto,
    @Client() client: ClientInfo,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionAnswer> {
    return this.cookies.write(reply, await this.auth.register(dto, client));
  }

  @Post('login')
  @HttpCode(200)
  @ApiOperation({ summary: 'Open a session with a username or an email, and the password' })
  @ApiOkResponse({ type: SessionAnswer })
  @ApiBadRequestResponse({ description: '`validation_error`: a field is missing or wrong.' })
  @ApiUnauthorizedResponse({ description: '`invalid_credentials`' })
  @ApiTooManyRequestsResponse({ description: '`too_many_attempts`: at this account or from this address.' })
  async login(
    @Body() dto: LoginDto,
    @Client() client: ClientInfo,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionAnswer> {
    return this.cookies.write(reply, await this.auth.login(dto, client));
  }

  @Post('token/refresh')
  @HttpCode(200)
  @ApiOperation({ summary: 'Change a refresh token for the next two tokens; a used one ends its session' })
  @ApiBody({ type: RefreshDto, required: false })
  @ApiOkResponse({ type: TokensAnswer })
  @ApiUnauthorizedResponse({ description: '`invalid_refresh_token`' })
  @ApiForbiddenResponse({ description: '`csrf_failed`: the cookie came without the X-CSRFToken header.' })
  async refresh(
    @OptionalBody() dto: RefreshDto,
    @Client() client: ClientInfo,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokensAnswer> {
    return this.cookies.write(reply, await this.auth.refresh(this.refreshTokenOf(dto, reply), client));
  }

  @Post('logout')
  @HttpCode(200)
  @ApiOperation({ summary: 'End the session' })
  @ApiBody({ type: RefreshDto, required: false })
  @ApiOkResponse({ type: DetailAnswer })
  @ApiUnauthorizedResponse({ description: '`not_authenticated`: the request shows no token.' })
  @ApiForbiddenResponse({ description: '`csrf_failed`: the cookie came without the X-CSRFToken header.' })
  async logout(
    @CurrentUser() user: RequestUser | null,
    @OptionalBody() dto: RefreshDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DetailAnswer> {
    return this.cookies.clear(reply, await this.auth.logout(user, this.refreshTokenOf(dto, reply)));
  }

  private refreshTokenOf(dto: RefreshDto, { request }: FastifyReply): string | undefined {
    return dto.refresh || this.cookies.refreshTokenOf(request);
  }
}
