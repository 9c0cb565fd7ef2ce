import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.service.js';
import { ProcessedEffect } from './processed-effect.entity.js';

/** Makes the effect of a job that may run twice happen once. */
@Injectable()
export class Effects {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Runs `work` and marks `key` as done in one transaction, unless it is marked already. A second caller at
   * the same time waits on the key until the first has committed or rolled back.
   * @returns whether the work was done now.
   */
  async once(key: string, work: () => Promise<void>): Promise<boolean> {
    return this.transactions.run(async () => {
      const { raw } = await this.transactions.manager
        .createQueryBuilder()
        .insert()
        .into(ProcessedEffect)
        .values({ key })
        .orIgnore()
        .returning('key')
        .execute();
      if ((raw as unknown[]).length === 0) return false;
      await work();
      return true;
    });
  }
}
