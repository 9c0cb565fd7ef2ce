import { Injectable, Logger } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { Transactions } from '../../../core/database/transactions.service.js';
import { Job } from '../../../core/jobs/job.js';
import { AiResponse, givenUp, UNFINISHED } from '../ai-response.entity.js';

/** Far longer than any retry of `cv.improve` takes, in milliseconds. */
const PATIENCE_MS = 15 * 60_000;

/**
 * Ends the responses that nothing will end any more: our rows are the truth, and the queue may have lost track of a
 * job, or failed it without getting to say so.
 */
@Injectable()
export class GiveUpAiResponsesJob extends Job {
  static readonly jobName = 'cv.give-up-ai-responses';
  override readonly schedule = { everySeconds: 60 };

  private readonly log = new Logger(GiveUpAiResponsesJob.name);

  constructor(private readonly transactions: Transactions) {
    super();
  }

  override async perform(): Promise<void> {
    const createdAt = LessThan(new Date(Date.now() - PATIENCE_MS));
    const hanging = { status: In(UNFINISHED), createdAt };
    const { affected } = await this.transactions.repository(AiResponse).update(hanging, givenUp());
    if (affected) this.log.warn(`gave up ${affected} AI responses that nothing had finished`);
  }
}
