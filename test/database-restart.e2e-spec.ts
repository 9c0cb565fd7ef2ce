import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Answer, type Api, api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import { type OwnPostgres, startOwnPostgres } from './support/own-postgres.js';
import { register } from './support/people.js';

let postgres: OwnPostgres;
let app: TestApp;
let person: Api;

beforeAll(async () => {
  postgres = await startOwnPostgres();
  app = await startApp({ env: { DATABASE_URL: postgres.url } });
  person = await register(api(app));
});
afterAll(async () => {
  await app.stop();
  await postgres.close();
});

/** Looks until the condition holds; Jest's timeout is what ends a wait in vain. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

const isReady = () => person.get('/health/ready').then(({ status }) => status === 200);
const create = (position: string) => person.post('/cv/questionnaire', { position });

/** The answer, and how many milliseconds it took. */
async function timed(request: Promise<Answer>): Promise<Answer & { ms: number }> {
  const started = performance.now();
  return { ...(await request), ms: performance.now() - started };
}

function expectRetryable({ status, headers, body, ms }: Answer & { ms: number }): void {
  expect(body).toMatchObject({ status: 503, code: 'service_unavailable', request_id: expect.any(String) });
  expect(status).toBe(503);
  expect(headers.get('content-type')).toMatch('application/problem+json');
  expect(headers.get('retry-after')).toMatch(/^\d+$/);
  expect(ms).toBeLessThan(2_000);
}

describe('a PostgreSQL that goes away', () => {
  it('costs 503s while it is away, and nothing once it is back', async () => {
    expect((await create('before')).status).toBe(201);
    await postgres.crash();
    try {
      const [ready, health, list, post] = await Promise.all(
        [
          person.get('/health/ready'),
          person.get('/core/health'),
          person.get('/cv/questionnaire'),
          create('lost'),
        ].map(timed),
      );
      expect(ready).toMatchObject({ status: 503, body: { status: 'unavailable' } });
      expect(health).toMatchObject({ status: 503, body: { services: { db: 'unhealthy' } } });
      expect((await person.get('/health/live')).status).toBe(200);
      expectRetryable(list!);
      expectRetryable(post!);
    } finally {
      await postgres.start();
    }
    await until(isReady);
    expect((await create('after')).status).toBe(201);
    const { body } = await person.get('/cv/questionnaire');
    expect(body.results.map(({ position }: { position: string }) => position)).toEqual(['after', 'before']);
    expect((await person.get('/health/live')).status).toBe(200);
  });

  it('loses no write that was answered with 201 and keeps none that was not, under load', async () => {
    const kept: string[] = [];
    const refused: string[] = [];
    const seen = new Set<number>();
    let running = true;
    const client = async (name: string): Promise<void> => {
      for (let n = 0; running; n += 1) {
        const position = `${name}-${n}`;
        const { status, ms } = await timed(create(position));
        seen.add(status);
        expect(ms).toBeLessThan(5_000);
        (status === 201 ? kept : refused).push(position);
      }
    };
    await allowMany();
    const clients = ['a', 'b', 'c', 'd'].map(client);
    await until(async () => kept.length >= 20);
    await postgres.crash();
    await until(async () => refused.length >= 8);
    await postgres.start();
    const before = kept.length;
    await until(async () => kept.length >= before + 20);
    running = false;
    await Promise.all(clients);

    expect([...seen].sort()).toEqual([201, 503]);
    const rows = await query<{ position: string }>('SELECT position FROM questionnaire');
    const stored = rows.map(({ position }) => position);
    expect(stored).toEqual(expect.arrayContaining(kept));
    // Where the connection broke in the very COMMIT nobody can know: one per connection at most.
    expect(stored.filter((position) => refused.includes(position)).length).toBeLessThanOrEqual(4);
  });

  it('lets jobs go on when it is back', async () => {
    const { body: questionnaire } = await create('with a job');
    await postgres.crash();
    await postgres.start();
    await until(isReady);
    const request = { questionnaire: questionnaire.id, prompt: 'Improve my CV for this position.' };
    const { body } = await person.post('/cv/ai-responses', request, { headers: { prefer: 'respond-async' } });
    await until(async () => {
      const rows = await query<{ status: string }>(`SELECT status FROM ai_response WHERE id = ${body.id}`);
      return rows[0]?.status === 'done';
    });
  });
});

/** Gives everybody's plan a quota that a load does not use up. */
async function allowMany(): Promise<void> {
  await query('UPDATE plan SET questionnaires_per_day = 1000000, api_calls_per_hour = 1000000');
}

async function query<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client(postgres.url);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
