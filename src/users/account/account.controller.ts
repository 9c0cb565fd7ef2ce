import { Body, Controller, Get, Patch, Put } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiBearerAuth,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import { CurrentUser, type RequestUser } from '../../core/http/auth.decorators.js';
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
  @ApiOkResponse({ type: UserAnswer })
  read(@CurrentUser() user: RequestUser): Promise<UserAnswer> {
    return this.account.read(user.id);
  }

  @Put()
  @ApiOperation({ summary: 'Change the account; read-only fields are ignored' })
  @ApiOkResponse({ type: UserAnswer })
  @ApiBadRequestResponse({ description: '`validation_error`: the fields in `errors` are wrong or taken.' })
  replace(@CurrentUser() user: RequestUser, @Body() dto: ProfileDto): Promise<UserAnswer> {
    return this.account.change(user.id, dto);
  }

  @Patch()
  @ApiOperation({ summary: 'Change some fields of the account; read-only fields are ignored' })
  @ApiOkResponse({ type: UserAnswer })
  @ApiBadRequestResponse({ description: '`validation_error`: the fields in `errors` are wrong or taken.' })
  change(@CurrentUser() user: RequestUser, @Body() dto: ProfileChangeDto): Promise<UserAnswer> {
    return this.account.change(user.id, dto);
  }
}
