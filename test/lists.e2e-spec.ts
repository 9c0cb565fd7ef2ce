import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Api, api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import { register } from './support/people.js';

const PATH = '/cv/questionnaire';
const ROWS = 47;

let app: TestApp;
let database: pg.Client;
let person: Api;
let other: Api;
/** The person's questionnaires as the database orders them: three share each time, and positions repeat. */
let expected: Record<'-submitted_at' | 'submitted_at' | 'position' | '-position' | '-id', number[]>;

beforeAll(async () => {
  app = await startApp();
  database = new pg.Client(app.databaseUrl);
  await database.connect();
  person = await register(api(app));
  other = await register(api(app));
  const me = (await person.get('/auth/user')).body.pk as number;
  for (const owner of [me, (await other.get('/auth/user')).body.pk as number]) {
    await database.query(
      `INSERT INTO questionnaire (user_id, position, industry, experience_level, submitted_at)
       SELECT $1, (ARRAY['Chef', 'Baker', 'Cook 100%', 'Cook_2'])[1 + n % 4], 'Food ' || n,
              CASE WHEN n % 5 = 0 THEN NULL ELSE (ARRAY['0-2', '3-5'])[1 + n % 2] END,
              timestamptz '2026-01-01 00:00:00.123456Z' + (n / 3) * interval '1 day 0.000001 seconds'
       FROM generate_series(1, ${ROWS}) n`,
      [owner],
    );
  }
  const ids = async (order: string): Promise<number[]> => {
    const { rows } = await database.query<{ id: string }>(
      `SELECT id FROM questionnaire WHERE user_id = $1 ORDER BY ${order}`,
      [me],
    );
    return rows.map(({ id }) => Number(id));
  };
  expected = {
    '-submitted_at': await ids('submitted_at DESC, id DESC'),
    submitted_at: await ids('submitted_at, id'),
    position: await ids('position, id'),
    '-position': await ids('position DESC, id DESC'),
    '-id': await ids('id DESC'),
  };
});
afterAll(async () => {
  await database.end();
  await app.stop();
});

interface Item {
  id: number;
  position: string;
  experience_level: string | null;
  submitted_at: string;
}

const idsOf = ({ body }: { body: { results: Item[] } }): number[] => body.results.map(({ id }) => id);

/** Follows `next` from the address to the end. @returns the ids of all pages, page by page, and the last page. */
async function walk(address: string, towards: 'next' | 'previous' = 'next') {
  const pages: number[][] = [];
  for (let at: string | null = address; ;) {
    const answer = await person.get(at);
    expect(answer.status).toBe(200);
    pages.push(idsOf(answer));
    if (answer.body[towards] === null) return { pages, last: at };
    at = answer.body[towards] as string;
  }
}

describe('a list in pages', () => {
  it('is newest first, twenty at a time, with a count and addresses', async () => {
    const { body } = await person.get(PATH);
    expect(idsOf({ body })).toEqual(expected['-submitted_at'].slice(0, 20));
    expect(body).toMatchObject({ count: ROWS, next: `${PATH}?page=2`, previous: null });
  });

  it.each(['-submitted_at', 'submitted_at', 'position', '-position', '-id'] as const)(
    'ordered by %s holds every row once, by page as by cursor, forwards as backwards',
    async (ordering) => {
      const byPage = await walk(`${PATH}?ordering=${ordering}&page_size=7`);
      expect(byPage.pages.flat()).toEqual(expected[ordering]);
      expect(byPage.pages.map(({ length }) => length)).toEqual([7, 7, 7, 7, 7, 7, 5]);

      const byCursor = await walk(`${PATH}?ordering=${ordering}&page_size=7&cursor=`);
      expect(byCursor.pages).toEqual(byPage.pages);

      const back = await walk(byCursor.last, 'previous');
      // The way back begins with a short page, and so ends with a full one.
      expect(back.pages.reverse().flat()).toEqual(expected[ordering]);
    },
  );

  it('by cursor has no count', async () => {
    const { body } = await person.get(`${PATH}?cursor=`);
    expect(body).toEqual({
      next: expect.stringMatching(/cursor=/),
      previous: null,
      results: expect.any(Array),
    });
  });

  it('by cursor does not shift when something newer appears', async () => {
    const first = await other.get(`${PATH}?page_size=5&cursor=`);
    const whole = idsOf(await other.get(`${PATH}?page_size=10`));
    const { body } = await other.post(PATH, { position: 'Newer' });
    expect(idsOf(await other.get(first.body.next))).toEqual(whole.slice(5));
    const previous = (await other.get(first.body.next)).body.previous as string;
    expect(idsOf(await other.get(previous))).toEqual(whole.slice(0, 5));
    expect(idsOf(await other.get(PATH))[0]).toBe(body.id);
    await other.delete(`${PATH}/${body.id}`);
  });

  it('beyond its end is empty', async () => {
    expect((await person.get(`${PATH}?page=1000000&page_size=100`)).body).toMatchObject({
      count: ROWS,
      next: null,
      results: [],
    });
  });

  it("shows nobody else's", async () => {
    const mine = new Set(idsOf(await person.get(`${PATH}?page_size=100`)));
    expect(mine.size).toBe(ROWS);
    expect(idsOf(await other.get(`${PATH}?page_size=100`)).filter((id) => mine.has(id))).toEqual([]);
  });
});

describe('filters and search', () => {
  const all = async (query: string): Promise<Item[]> => {
    const { status, body } = await person.get(`${PATH}?page_size=100&${query}`);
    expect(status).toBe(200);
    expect(body.count).toBe(body.results.length);
    return body.results as Item[];
  };

  it('keep the rows they say, and stay in the addresses of other pages', async () => {
    const junior = await all('experience_level=0-2');
    expect(junior.length).toBeGreaterThan(10);
    expect(new Set(junior.map((item) => item.experience_level))).toEqual(new Set(['0-2']));
    for (const begin of ['', '&cursor=']) {
      const { pages } = await walk(`${PATH}?experience_level=0-2&ordering=position&page_size=4${begin}`);
      expect(pages.flat().sort()).toEqual(junior.map(({ id }) => id).sort());
    }
  });

  it('take a time with its zone, or a day in UTC', async () => {
    const from = await all('submitted_from=2026-01-10');
    const before = await all('submitted_before=2026-01-10T01:00:00%2B01:00');
    expect(from.length + before.length).toBe(ROWS);
    expect(from.every((item) => item.submitted_at >= '2026-01-10')).toBe(true);
    expect(before.every((item) => item.submitted_at < '2026-01-10')).toBe(true);
  });

  it('find every word, in any of the columns, letter by letter', async () => {
    expect((await all('search=chef')).every(({ position }) => position === 'Chef')).toBe(true);
    expect((await all('search=BAKER%20food')).length).toBeGreaterThan(5);
    expect(await all('search=chef%20baker')).toEqual([]);
    const percent = await all('search=%25');
    expect(new Set(percent.map(({ position }) => position))).toEqual(new Set(['Cook 100%']));
    const underscore = await all('search=k_2');
    expect(new Set(underscore.map(({ position }) => position))).toEqual(new Set(['Cook_2']));
    expect(await all(`search=${encodeURIComponent(String.raw`\ ' -- ;`)}`)).toEqual([]);
    expect(await all('search=')).toHaveLength(ROWS);
  });
});

describe('what a list does not offer is refused by name', () => {
  it.each([
    ['page=0', 'page'],
    ['page=-1', 'page'],
    ['page=1.5', 'page'],
    ['page=1000000000000', 'page'],
    ['page=', 'page'],
    ['page=1&page=2', 'page'],
    ['page_size=0', 'page_size'],
    ['page_size=100000', 'page_size'],
    ['page_size=1e1', 'page_size'],
    ['ordering=job_description', 'ordering'],
    ['ordering=--id', 'ordering'],
    ['ordering=id;drop', 'ordering'],
    ['ordering=constructor', 'ordering'],
    ['user=1', 'user'],
    ['constructor=1', 'constructor'],
    ['__proto__=1', '__proto__'],
    ['experience_level=10%2B', 'experience_level'],
    ['experience_level[]=0-2', 'experience_level[]'],
    ['cv=x', 'cv'],
    ['cv=99999999999999999999', 'cv'],
    ['submitted_from=yesterday', 'submitted_from'],
    ['submitted_from=2026-02-30', 'submitted_from'],
    ['submitted_from=0000-01-01', 'submitted_from'],
    ['submitted_from=2026-01-01T25:00:00Z', 'submitted_from'],
    ['submitted_from=2026-01-01T12:00:00%2B23:00', 'submitted_from'],
    ['search=a%20b%20c%20d%20e%20f', 'search'],
    [`search=${'x'.repeat(201)}`, 'search'],
    ['search=%00', 'search'],
    ['cv=%ED%A0%80', 'cv'],
    ['cursor=%ED%A0%80', 'cursor'],
    ['cursor=&page=1', 'cursor'],
    ['cursor=%00', 'cursor'],
    ['cursor=rubbish', 'cursor'],
    [`cursor=${'A'.repeat(4000)}`, 'cursor'],
  ])('?%s', async (query, name) => {
    const answer = await person.get(`${PATH}?${query}`);
    expect(answer).toMatchObject({ status: 400, body: { code: 'validation_error' } });
    expect(Object.keys(answer.body.errors)).toEqual([name]);
  });

  it('but half a surrogate pair is a word that nothing contains', async () => {
    expect(await person.get(`${PATH}?search=%ED%A0%80`)).toMatchObject({ status: 200, body: { count: 0 } });
  });

  it('all of it at once', async () => {
    const { body } = await person.get(`${PATH}?page=0&ordering=x&colour=red&experience_level=9`);
    expect(Object.keys(body.errors).sort()).toEqual(['colour', 'experience_level', 'ordering', 'page']);
  });

  it('a cursor that was altered, or is of another list, person, order or filter', async () => {
    const { next } = (await person.get(`${PATH}?page_size=5&cursor=`)).body as { next: string };
    const cursor = new URLSearchParams(next.split('?')[1]).get('cursor') ?? '';
    expect((await person.get(`${PATH}?page_size=9&cursor=${cursor}`)).status).toBe(200);
    const middle = Math.floor(cursor.length / 2);
    const altered = [
      cursor.slice(0, -2),
      `${cursor}A`,
      `${cursor}=`,
      cursor.slice(0, middle) + (cursor[middle] === 'A' ? 'B' : 'A') + cursor.slice(middle + 1),
      (cursor.startsWith('A') ? 'B' : 'A') + cursor.slice(1),
    ];
    const refused = [
      ...altered.map((text) => person.get(`${PATH}?cursor=${text}`)),
      other.get(`${PATH}?cursor=${cursor}`),
      person.get(`/cv/ai-responses?cursor=${cursor}`),
      person.get(`${PATH}?ordering=submitted_at&cursor=${cursor}`),
      person.get(`${PATH}?ordering=-id&cursor=${cursor}`),
      person.get(`${PATH}?experience_level=0-2&cursor=${cursor}`),
    ];
    for (const answer of await Promise.all(refused)) {
      expect(answer.status).toBe(400);
      expect(Object.keys(answer.body.errors)).toEqual(['cursor']);
    }
  });
});
