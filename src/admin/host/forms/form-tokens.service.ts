import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { Transactions } from '../../../core/database/transactions.service.js';
import { InvalidInputError } from '../../../core/http/app-error.js';
import { Idempotency } from '../../../core/http/idempotency/idempotency.service.js';
import type { EntityRequest } from '../actions/entity-action.js';

const TOKEN = /^[\x21-\x7e]{1,255}$/;

/** Sees to it that a form which is sent twice is saved once. */
@Injectable()
export class FormTokens {
  constructor(
    private readonly idempotency: Idempotency,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Saves a form, together with its answer under the token that came as `Idempotency-Key`; the same form sent again
   * gets that answer, and nothing is saved. Without a token it is simply saved.
   */
  async once<Answer extends object>(
    { admin, staff, key, body, headers }: EntityRequest,
    action: string,
    save: () => Promise<Answer>,
  ): Promise<Answer> {
    const token = headers['idempotency-key'];
    if (token === undefined) return this.transactions.run(save);
    if (typeof token !== 'string' || !TOKEN.test(token))
      throw new InvalidInputError({}, 'The form has no proper token. Load the page again.');
    const claim = await this.idempotency.claim({
      userId: staff.id,
      route: `admin ${action} ${admin.id}`,
      key: token,
      fingerprint: createHash('sha256')
        .update(JSON.stringify([key, body]))
        .digest('base64url'),
    });
    if (typeof claim !== 'string') return claim.body as Answer;
    const { body: answer } = await this.idempotency.run(claim, () =>
      this.transactions.run(async () => {
        const saved = { status: 200, body: await save() };
        await this.idempotency.keep(() => saved);
        return saved;
      }),
    );
    return answer as Answer;
  }
}
