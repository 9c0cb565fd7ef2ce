import { Cv } from '../../src/cv/document/cv.entity.js';
import { CvSection } from '../../src/cv/document/cv-section.entity.js';
import { OutboxMessage } from '../../src/core/jobs/outbox-message.entity.js';
import { PeriodicTask } from '../../src/core/jobs/periodic-task.entity.js';
import { TaskResult } from '../../src/core/jobs/task-result.entity.js';
import { Setting } from '../../src/core/settings/setting.entity.js';
import { StoredFile } from '../../src/core/storage/stored-file.entity.js';
import { Questionnaire } from '../../src/cv/questionnaires/questionnaire.entity.js';
import { Plan } from '../../src/payments/plan.entity.js';
import { Price } from '../../src/payments/price.entity.js';
import { Subscription } from '../../src/payments/subscription.entity.js';
import { User } from '../../src/users/user.entity.js';
import { openTransactions, type OpenTransactions } from './open-transactions.js';

const ENTITIES = [
  ...[User, Plan, Price, Subscription, Cv, CvSection, Questionnaire, StoredFile],
  ...[Setting, PeriodicTask, OutboxMessage, TaskResult],
];

/** The tables that the examples of docs/data-layer.md speak of. */
export class DataLayer {
  private constructor(readonly open: OpenTransactions) {}

  static async open(): Promise<DataLayer> {
    return new DataLayer(await openTransactions(ENTITIES));
  }

  /** Empties the tables and adds two people: Zoe of the staff, and Maxzo. */
  async reset(): Promise<{ zoe: User; max: User }> {
    for (const table of ['"user"', 'setting', 'periodic_task', 'outbox_message'])
      await this.open.source.query(`DELETE FROM ${table}`);
    const { transactions } = this.open;
    const zoe = await transactions.insert(User, { username: 'Zoe', email: 'zoe@example.org', isStaff: true });
    const max = await transactions.insert(User, { username: 'Maxzo', email: 'max@spam.example' });
    return { zoe, max };
  }

  addCv(owner: User, title: string, language = 'en'): Promise<Cv> {
    return this.open.transactions.insert(Cv, { ownerId: owner.id, title, language });
  }

  addSection(cv: Cv, position: number): Promise<CvSection> {
    return this.open.transactions.insert(CvSection, { cvId: cv.id, position, kind: 'skills' });
  }

  async titles(): Promise<string[]> {
    const cvs = await this.open.transactions.repository(Cv).find({ order: { title: 'ASC' } });
    return cvs.map(({ title }) => title);
  }

  async keys(): Promise<string[]> {
    const settings = await this.open.transactions.repository(Setting).find({ order: { key: 'ASC' } });
    return settings.map(({ key }) => key);
  }

  /** How many statements `work` sends. */
  async statements(work: () => Promise<unknown>): Promise<number> {
    const { source } = this.open;
    const usual = source.logger;
    let count = 0;
    source.logger = Object.assign(Object.create(usual) as typeof usual, { logQuery: () => (count += 1) });
    await work().finally(() => (source.logger = usual));
    return count;
  }
}
