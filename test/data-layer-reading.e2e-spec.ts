import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ILike, In, Not, Raw } from 'typeorm';
import type { AppConfig } from '../src/core/config/app-config.js';
import type { Transactions } from '../src/core/database/transactions.service.js';
import { NotFoundError } from '../src/core/http/app-error.js';
import { Cursors } from '../src/core/lists/cursors.service.js';
import { Lists } from '../src/core/lists/lists.service.js';
import { Setting } from '../src/core/settings/setting.entity.js';
import { CvSection } from '../src/cv/document/cv-section.entity.js';
import { Cv } from '../src/cv/document/cv.entity.js';
import { Questionnaire } from '../src/cv/questionnaires/questionnaire.entity.js';
import { QUESTIONNAIRES } from '../src/cv/questionnaires/questionnaire.list.js';
import { User } from '../src/users/user.entity.js';
import { DataLayer } from './support/data-layer.js';

let data: DataLayer;
let transactions: Transactions;
let zoe: User;
let max: User;
let lists: Lists;

beforeAll(async () => {
  data = await DataLayer.open();
  ({ transactions } = data.open);
  const cursors = new Cursors({ secretKey: 'x'.repeat(32) } as AppConfig);
  lists = new Lists(data.open.source, transactions, cursors);
});
beforeEach(async () => {
  ({ zoe, max } = await data.reset());
});
afterAll(() => data.open.close());

describe('reading', () => {
  it('filter, exclude, order_by, slices', async () => {
    const people = await transactions.repository(User).find({
      where: { isActive: true, username: ILike('%zo%'), email: Not(ILike('%@spam.example')) },
      order: { dateJoined: 'DESC' },
      take: 10,
    });
    expect(people.map(({ username }) => username)).toEqual(['Zoe']);
  });

  it('Q objects and lookups over relations', async () => {
    await data.addCv(zoe, 'of staff');
    await data.addCv(max, 'swedish', 'sv');
    await data.addCv(max, 'neither');
    const cvs = await transactions.repository(Cv).find({
      where: [{ language: 'sv' }, { owner: { isStaff: true } }],
      order: { id: 'ASC' },
    });
    expect(cvs.map(({ title }) => title)).toEqual(['of staff', 'swedish']);
  });

  it('get and get_object_or_404', async () => {
    const { id } = zoe;
    {
      const zoe = await transactions.repository(User).findOneBy({ username: 'ZOE' });
      if (!zoe) throw new NotFoundError();
      expect(zoe.id).toBe(id);
    }
    expect(await transactions.repository(User).findOneBy({ username: 'nobody' })).toBeNull();
  });

  it('exists and count', async () => {
    await data.addCv(zoe, 'a');
    await data.addCv(zoe, 'b');
    const any = await transactions.repository(Cv).existsBy({ ownerId: zoe.id });
    const many = await transactions.repository(Cv).countBy({ ownerId: zoe.id });
    expect({ any, many }).toEqual({ any: true, many: 2 });
  });

  it('only, values_list', async () => {
    const { id } = await data.addCv(zoe, 'a');
    const titles = await transactions.repository(Cv).find({ select: { id: true, title: true } });
    expect(titles).toEqual([{ id, title: 'a' }]);
  });

  it('select_related', async () => {
    await data.addSection(await data.addCv(zoe, 'a'), 0);
    await data.addSection(await data.addCv(max, 'b'), 0);
    const sent = await data.statements(async () => {
      const sections = await transactions.repository(CvSection).find({
        relations: { cv: { owner: true } },
        order: { id: 'ASC' },
      });
      expect(sections.map(({ cv }) => cv?.owner?.username)).toEqual(['Zoe', 'Maxzo']);
    });
    expect(sent).toBe(1);
  });

  it('prefetch_related', async () => {
    for (const title of ['a', 'b', 'c']) await data.addSection(await data.addCv(zoe, title), 0);
    await data.addSection(await data.addCv(max, 'other'), 0);
    const sent = await data.statements(async () => {
      const parents = await transactions.repository(Cv).findBy({ ownerId: zoe.id });
      const children = await transactions.repository(CvSection).findBy({
        cvId: In(parents.map(({ id }) => id)),
      });
      expect(children).toHaveLength(3);
    });
    expect(sent).toBe(2);
  });

  it('annotate and aggregate', async () => {
    await data.addCv(max, 'a');
    await data.addCv(max, 'b');
    const counted = await transactions.manager
      .createQueryBuilder(User, 'person')
      .leftJoin(Cv, 'cv', 'cv.owner_id = person.id')
      .select('person.username', 'username')
      .addSelect('count(cv.id)', 'cvs')
      .groupBy('person.id')
      .orderBy('cvs', 'DESC')
      .getRawMany<{ username: string; cvs: number }>();
    expect(counted).toEqual([
      { username: 'Maxzo', cvs: 2 },
      { username: 'Zoe', cvs: 0 },
    ]);
  });

  it('raw and connection.cursor', async () => {
    const cv = await data.addCv(zoe, 'a');
    await data.addSection(cv, 0);
    await data.addSection(cv, 1);
    await data.addSection(await data.addCv(max, 'b'), 0);
    const long = await transactions.sql<{ owner_id: number; sections: number }>(
      `SELECT owner_id, count(*) AS sections FROM cv_section JOIN cv ON cv.id = cv_id
       GROUP BY owner_id HAVING count(*) >= $1`,
      [2],
    );
    expect(long).toEqual([{ owner_id: zoe.id, sections: 2 }]);
  });

  it('JSONField lookups', async () => {
    await transactions.insertAll(Setting, [
      { key: 'a.red', value: { colour: 'red' } },
      { key: 'a.blue', value: { colour: 'blue' } },
    ]);
    const red = await transactions.repository(Setting).findBy({
      value: Raw((column) => `${column} ->> 'colour' = :colour`, { colour: 'red' }),
    });
    expect(red.map(({ key }) => key)).toEqual(['a.red']);
  });

  it('iterator', async () => {
    const rows = Array.from({ length: 1_200 }, (_, n) => ({
      ownerId: zoe.id,
      title: `${n}`,
      language: 'en',
    }));
    const made = await transactions.insertAll(Cv, rows);
    const ids: number[] = [];
    for await (const row of transactions.stream<{ id: number }>('SELECT id FROM cv ORDER BY id', [], 500)) {
      ids.push(row.id);
    }
    expect(ids).toEqual(made.map(({ id }) => id));
  });

  it('Paginator and managers', async () => {
    for (const person of [zoe, zoe, max])
      await transactions.insert(Questionnaire, { userId: person.id, position: person.username });
    const page = await lists.page(QUESTIONNAIRES, zoe.id, { page_size: '1' }, '/cv/questionnaire');
    expect(page).toMatchObject({ count: 2, next: '/cv/questionnaire?page=2&page_size=1' });
    expect(page.results.map(({ position }) => position)).toEqual(['Zoe']);
  });
});
