import { Injectable } from '@nestjs/common';
import type { RequestUser } from '../../core/http/auth.decorators.js';
import type { User } from '../user.entity.js';
import { AccessTokens } from './access-tokens.service.js';
import type { ClientInfo } from './client-info.decorator.js';
import { type IssuedRefresh, RefreshSessions } from './refresh-sessions.service.js';

/** An access token and the refresh token it goes with. */
export interface TokenPair {
  access: string;
  refresh: string;
}

/** Makes the two tokens of a session together. */
@Injectable()
export class SessionTokens {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly sessions: RefreshSessions,
  ) {}

  /** The first pair of a new session. */
  async start(user: User, client: ClientInfo): Promise<TokenPair> {
    const { access, refresh } = this.pairFor(await this.sessions.start(user, client));
    return { access, refresh };
  }

  /** The next pair of a session, and whose it is. @throws InvalidRefreshTokenError */
  async renew(refreshToken: string, client: ClientInfo): Promise<TokenPair & { user: RequestUser }> {
    return this.pairFor(await this.sessions.rotate(refreshToken, client));
  }

  private pairFor({ token, family, user }: IssuedRefresh): TokenPair & { user: RequestUser } {
    const caller = { id: user.id, username: user.username, sessionFamily: family };
    return { access: this.accessTokens.sign(caller), refresh: token, user: caller };
  }
}
