import { Injectable } from '@nestjs/common';
import { InvalidInputError, NotAuthenticatedError } from '../../core/http/app-error.js';
import type { RequestUser } from '../../core/http/auth.decorators.js';
import { LoginThrottle } from '../../core/limits/login-throttle.service.js';
import { AccountService } from '../account/account.service.js';
import { accountProblems, normaliseEmail } from '../account-rules.js';
import type { User } from '../user.entity.js';
import { AccountTakenError, InvalidCredentialsError, InvalidRefreshTokenError } from '../users.errors.js';
import { UsersService } from '../users.service.js';
import type { ClientInfo } from './client-info.decorator.js';
import { Credentials } from './credentials.service.js';
import type { LoginDto } from './dto/login.dto.js';
import type { RegistrationDto } from './dto/registration.dto.js';
import type { SessionAnswer, TokensAnswer } from './dto/session.answer.js';
import { RefreshSessions } from './refresh-sessions.service.js';
import { SessionTokens } from './session-tokens.service.js';

/** The ways into and out of a session. */
@Injectable()
export class AuthService {
  constructor(
    private readonly users: UsersService,
    private readonly account: AccountService,
    private readonly credentials: Credentials,
    private readonly sessions: RefreshSessions,
    private readonly tokens: SessionTokens,
    private readonly throttle: LoginThrottle,
  ) {}

  /** @throws InvalidInputError with every broken rule by field, AccountTakenError. */
  async register(dto: RegistrationDto, client: ClientInfo): Promise<SessionAnswer> {
    const { username, email, password1: password } = dto;
    const { password: weak, ...errors } = accountProblems({
      username,
      email: normaliseEmail(email),
      password,
    });
    if (weak) errors.password1 = weak;
    if (dto.password2 !== password) errors.password2 = ['The two passwords are not the same.'];
    const taken = new AccountTakenError(await this.users.takenFields(username, email));
    Object.assign(errors, taken.extras.errors);
    if (Object.keys(errors).length > 0) throw new InvalidInputError(errors);

    return this.open(await this.users.createUser({ username, email, password }), client);
  }

  /**
   * @throws InvalidCredentialsError, the same whether the account exists, is closed or has another password;
   * TooManyLoginsError before the password is looked at.
   */
  async login(dto: LoginDto, client: ClientInfo): Promise<SessionAnswer> {
    const login = dto.email || dto.username;
    if (!login) throw new InvalidInputError({ username: ['Send a username or an email.'] });
    await this.throttle.attempt(login, client.ip);
    const user = await this.credentials.verify(login, dto.password);
    if (!user) throw new InvalidCredentialsError();
    await this.throttle.succeeded(login, client.ip);
    return this.open(user, client);
  }

  /** @throws InvalidRefreshTokenError */
  async refresh(refreshToken: string | undefined, client: ClientInfo): Promise<TokensAnswer> {
    if (!refreshToken) throw new InvalidRefreshTokenError();
    const { access, refresh } = await this.tokens.renew(refreshToken, client);
    return { access, refresh };
  }

  /** Ends the sessions that the request can show a token of; an access token still lives for its few minutes. */
  async logout(
    user: RequestUser | null | undefined,
    refreshToken: string | undefined,
  ): Promise<{ detail: string }> {
    if (!user && !refreshToken) throw new NotAuthenticatedError();
    if (user) await this.sessions.revokeFamily(user.sessionFamily);
    if (refreshToken) await this.sessions.revokeFamilyOf(refreshToken);
    return { detail: 'You are logged out.' };
  }

  private async open(user: User, client: ClientInfo): Promise<SessionAnswer> {
    const { access, refresh } = await this.tokens.start(user, client);
    return { access, refresh, user: await this.account.answerFor(user) };
  }
}
