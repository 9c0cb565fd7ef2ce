import { Injectable } from '@nestjs/common';
import { Transactions } from '../core/database/transactions.service.js';
import { NotFoundError, StaleVersionError } from '../core/http/app-error.js';
import type { ExpectedVersions } from '../core/http/etag.js';
import { Idempotency } from '../core/http/idempotency/idempotency.service.js';
import type { ListQuery } from '../core/lists/list-request.js';
import { Lists } from '../core/lists/lists.service.js';
import type { Page } from '../core/lists/page.js';
import type { {{Entity}}Answer, {{Entity}}Body, {{Entity}}Change } from './{{file}}.dto.js';
import { {{Entity}} } from './{{file}}.entity.js';
import { {{ROOMS}} } from './{{file}}.list.js';

/** {{Many}} of a person. */
@Injectable()
export class {{Rooms}}Service {
  constructor(
    private readonly transactions: Transactions,
    private readonly lists: Lists,
    private readonly idempotency: Idempotency,
  ) {}

  list(userId: number, query: ListQuery): Promise<Page<{{Entity}}Answer>> {
    return this.lists.page({{ROOMS}}, userId, query, '/{{room}}');
  }

  /** @throws NotFoundError when it is missing or somebody else's. */
  get(userId: number, id: number): Promise<{{Entity}}Answer> {
    return this.lists.one({{ROOMS}}, userId, id);
  }

  create(userId: number, body: {{Entity}}Body): Promise<{{Entity}}Answer> {
    return this.transactions.run(async () => {
      const answer = await this.lists.insert({{ROOMS}}, { user: userId, ...fieldsOf(body) });
      await this.idempotency.keep(() => ({ status: 201, body: answer }));
      return answer;
    });
  }

  /** Sets every field anew. */
  replace(
    userId: number,
    id: number,
    body: {{Entity}}Body,
    expected: ExpectedVersions,
  ): Promise<{{Entity}}Answer> {
    return this.update(userId, id, fieldsOf(body), expected);
  }

  /** Sets the given fields; null empties one. */
  change(
    userId: number,
    id: number,
    body: {{Entity}}Change,
    expected: ExpectedVersions,
  ): Promise<{{Entity}}Answer> {
    const { name, description } = body;
    return this.update(userId, id, { name, description: description === null ? '' : description }, expected);
  }

  async delete(userId: number, id: number, expected: ExpectedVersions): Promise<void> {
    await this.transactions.run(async () => {
      await this.lock(userId, id, expected);
      await this.transactions.repository({{Entity}}).delete(id);
    });
  }

  private update(
    userId: number,
    id: number,
    set: {{Entity}}Change,
    expected: ExpectedVersions,
  ): Promise<{{Entity}}Answer> {
    return this.transactions.run(async () => {
      const version = await this.lock(userId, id, expected);
      const isGiven = Object.values(set).some((value) => value !== undefined);
      if (isGiven) await this.transactions.update({{Entity}}, { where: { id, userId }, version, set });
      return this.get(userId, id);
    });
  }

  /** @returns its version, which stays until the transaction ends. @throws NotFoundError, StaleVersionError */
  private async lock(userId: number, id: number, expected: ExpectedVersions): Promise<number> {
    const [row] = await this.transactions.sql<{ version: number }>(
      'SELECT version FROM {{table}} WHERE id = $1 AND user_id = $2 FOR UPDATE',
      [id, userId],
    );
    if (!row) throw new NotFoundError();
    if (expected !== null && !expected.includes(row.version)) throw new StaleVersionError();
    return row.version;
  }
}

/** Every field of a body; what is left out or null is empty. */
function fieldsOf({ name, description }: {{Entity}}Body): Required<{{Entity}}Body> {
  return { name, description: description ?? '' };
}
