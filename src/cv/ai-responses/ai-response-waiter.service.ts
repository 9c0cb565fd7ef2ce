import { Injectable } from '@nestjs/common';
import { setTimeout as delay } from 'node:timers/promises';
import { Transactions } from '../../core/database/transactions.service.js';
import { Lifecycle } from '../../core/health/lifecycle.js';
import { AiResponse, type AiResponseStatus } from './ai-response.entity.js';
import { AiFailedError } from './ai-response.errors.js';

/** How long an answer waits for its job before it becomes a 202. */
const PATIENCE_MS = 30_000;

const FIRST_LOOK_MS = 20;
const LONGEST_PAUSE_MS = 500;

/** Lets a request wait for a job that may run in any process, by looking at the row ever less often. */
@Injectable()
export class AiResponseWaiter {
  constructor(
    private readonly transactions: Transactions,
    private readonly lifecycle: Lifecycle,
  ) {}

  /**
   * @returns whether the response is done now; false after 30 s, or when this process is shutting down.
   * @throws AiFailedError when the job failed for good.
   */
  async waitFor(id: number): Promise<boolean> {
    const deadline = Date.now() + PATIENCE_MS;
    for (let pause = FIRST_LOOK_MS; Date.now() < deadline; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
      await delay(pause, undefined, { signal: this.lifecycle.shutdown }).catch(() => undefined);
      const { status, error } = await this.look(id);
      if (status === 'done') return true;
      if (status === 'failed') throw new AiFailedError(error ?? 'The CV could not be improved. Try again.');
      if (this.lifecycle.shutdown.aborted) return false;
    }
    return false;
  }

  /** A database that is away for a moment only means "not yet": the job is safe, and so is the answer. */
  private async look(id: number): Promise<{ status: AiResponseStatus; error: string | null }> {
    const responses = this.transactions.repository(AiResponse);
    const found = responses.findOne({ where: { id }, select: { status: true, error: true } });
    return (await found.catch(() => null)) ?? { status: 'pending', error: null };
  }
}
