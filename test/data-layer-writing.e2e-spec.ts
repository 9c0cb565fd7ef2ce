import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Transactions } from '../src/core/database/transactions.service.js';
import { StaleVersionError } from '../src/core/http/app-error.js';
import { PeriodicTask } from '../src/core/jobs/periodic-task.entity.js';
import { Setting } from '../src/core/settings/setting.entity.js';
import { Cv } from '../src/cv/document/cv.entity.js';
import type { User } from '../src/users/user.entity.js';
import { DataLayer } from './support/data-layer.js';

let data: DataLayer;
let transactions: Transactions;
let zoe: User;

beforeAll(async () => {
  data = await DataLayer.open();
  ({ transactions } = data.open);
});
beforeEach(async () => {
  ({ zoe } = await data.reset());
});
afterAll(() => data.open.close());

describe('writing', () => {
  it('create', async () => {
    const sent = await data.statements(async () => {
      const cv = await transactions.insert(Cv, { ownerId: zoe.id, title: 'Baker', language: 'en' });
      expect(cv).toMatchObject({ id: expect.any(Number), version: 1, createdAt: expect.any(Date) });
    });
    expect(sent).toBe(1);
  });

  it('bulk_create', async () => {
    const made = await transactions.insertAll(Setting, [
      { key: 'a.one', value: 1 },
      { key: 'a.two', value: 2 },
    ]);
    expect(made.map(({ key }) => key)).toEqual(['a.one', 'a.two']);
    expect(await data.keys()).toEqual(['a.one', 'a.two']);
  });

  it('update and delete of a QuerySet', async () => {
    await data.addCv(zoe, 'Kept', 'sv');
    await data.addCv(zoe, 'Draft');
    await transactions.repository(Cv).update({ language: 'sv' }, { language: 'sv-SE' });
    await transactions.repository(Cv).delete({ title: 'Draft' });
    const [kept, ...others] = await transactions.repository(Cv).find();
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ title: 'Kept', language: 'sv-SE', version: 2 });
  });

  it('F expressions', async () => {
    const task = await transactions.insert(PeriodicTask, { name: 'Daily', job: 'a.job', everySeconds: 60 });
    await transactions.repository(PeriodicTask).increment({ id: task.id }, 'totalRunCount', 1);
    await transactions.repository(PeriodicTask).update(task.id, { everySeconds: () => 'every_seconds * 2' });
    expect(await transactions.repository(PeriodicTask).findOneBy({ id: task.id })).toMatchObject({
      totalRunCount: 1,
      everySeconds: 120,
    });
  });

  it('update_or_create', async () => {
    const values = async () => (await transactions.repository(Setting).find()).map(({ value }) => value);
    const set = async () => {
      await transactions.repository(Setting).upsert({ key: 'a.b', value: 2 }, ['key']);
    };
    await set();
    expect(await values()).toEqual([2]);
    await transactions.repository(Setting).update({ key: 'a.b' }, { value: 1 });
    await set();
    expect(await values()).toEqual([2]);
  });

  it('get_or_create', async () => {
    await transactions.insert(Setting, { key: 'a.b', value: 1 });
    await transactions.manager
      .createQueryBuilder()
      .insert()
      .into(Setting)
      .values({ key: 'a.b', value: 2 })
      .orIgnore()
      .execute();
    const either = await transactions.repository(Setting).findOneByOrFail({ key: 'a.b' });
    expect(either.value).toBe(1);
  });

  it('save with a version', async () => {
    const setting = await transactions.insert(Setting, { key: 'a.b', value: 'old' });
    const save = async () => {
      const version = await transactions.update(Setting, {
        where: { id: setting.id },
        version: setting.version,
        set: { value: 'mine' },
      });
      return version;
    };
    expect(await save()).toBe(2);
    await expect(save()).rejects.toThrow(StaleVersionError);
  });
});
