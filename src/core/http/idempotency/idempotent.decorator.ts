import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';

/**
 * Honours `Idempotency-Key` on a POST. Stands above `@UseInterceptors(FormUpload(…))`, so that the form is read before
 * it is compared. A handler that makes something calls `Idempotency.keep` in the transaction that makes it.
 */
export function Idempotent(): MethodDecorator {
  return applyDecorators(
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'Makes it safe to send the request again: within 24 hours the same key gets the same answer, with ' +
        "`Idempotent-Replayed: true`, and nothing happens twice. A key is one request's; take a UUID.",
      schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
    }),
  );
}
