import { Injectable } from '@nestjs/common';
import { DataSource, type EntitySubscriberInterface, type ObjectLiteral } from 'typeorm';
import { Transactions } from '../core/database/transactions.service.js';
import { PlanAllowances } from '../core/limits/plan-allowances.service.js';
import { PlanGrant } from './plan-grant.entity.js';
import { Plan } from './plan.entity.js';
import { Price } from './price.entity.js';
import { Subscription } from './subscription.entity.js';

/** What decides which plan a person is on, and what it allows. */
const DECISIVE = new Set<unknown>([Plan, PlanGrant, Price, Subscription]);

/** Makes this process forget what plans allow as soon as that changes, wherever in it that is done; others do in a minute. */
@Injectable()
export class PlanChanges implements EntitySubscriberInterface<ObjectLiteral> {
  constructor(
    dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly allowances: PlanAllowances,
  ) {
    dataSource.subscribers.push(this);
  }

  afterInsert = (event: Change): Promise<void> => this.noteChange(event);
  afterUpdate = (event: Change): Promise<void> => this.noteChange(event);
  afterRemove = (event: Change): Promise<void> => this.noteChange(event);

  private async noteChange({ metadata }: Change): Promise<void> {
    if (!DECISIVE.has(metadata.target)) return;
    await this.transactions.afterCommit(() => this.allowances.forget());
  }
}

interface Change {
  metadata: { target: unknown };
}
