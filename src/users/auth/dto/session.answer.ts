import { ApiProperty } from '@nestjs/swagger';
import { UserAnswer } from '../../account/dto/user.answer.js';

/** The tokens of a session. */
export class TokensAnswer {
  @ApiProperty({ description: 'Goes into "Authorization: Bearer <access>"; lives for 10 minutes.' })
  access: string;

  @ApiProperty({ description: 'Brings the next two tokens, once.' })
  refresh: string;
}

/** A session that has just begun. */
export class SessionAnswer extends TokensAnswer {
  @ApiProperty({ type: UserAnswer })
  user: UserAnswer;
}

export class CsrfTokenAnswer {
  @ApiProperty({ description: 'Also in the csrftoken cookie; goes into the X-CSRFToken header.' })
  csrfToken: string;
}

export class DetailAnswer {
  @ApiProperty({ example: 'You are logged out.' })
  detail: string;
}
