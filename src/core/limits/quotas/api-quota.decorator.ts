import { ApiTooManyRequestsResponse } from '@nestjs/swagger';

/** Documents the answer to whoever has used up a quota. */
export const ApiQuota = (): MethodDecorator =>
  ApiTooManyRequestsResponse({
    description: '`rate_limit_exceeded`: the plan allows no more of this today.',
  });
