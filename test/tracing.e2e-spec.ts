import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Api, api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import { queryRows } from './support/data.js';
import { register } from './support/people.js';
import { startSmtp, type TestSmtp } from './support/smtp.js';
import { type CollectedSpan, startTraceCollector, type TraceCollector } from './support/trace-collector.js';
import { until } from './support/until.js';

const SECRET = 'Sentinel-of-a-position';
const PARENT = 'b7ad6b7169203331';

/** A traceparent of a client, in a trace of its own. */
const traced = (traceId: string) => ({ headers: { traceparent: `00-${traceId}-${PARENT}-01` } });

let collector: TraceCollector;
let smtp: TestSmtp;
let app: TestApp;
let person: Api;
beforeAll(async () => {
  [collector, smtp] = await Promise.all([startTraceCollector(), startSmtp()]);
  app = await startApp({
    env: {
      ...{ OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/`, OTEL_BSP_SCHEDULE_DELAY: '100' },
      ...{ SMTP_URL: smtp.url, MAIL_FROM: 'no-reply@example.org' },
    },
  });
  person = await register(api(app));
});
afterAll(async () => {
  await app.stop();
  await smtp.stop();
  await collector.close();
});

const spansOf = (traceId: string) => collector.spans.filter((span) => span.traceId === traceId);
const find = (traceId: string, name: string): CollectedSpan | undefined =>
  spansOf(traceId).find((span) => span.name === name);

describe('a traced request', () => {
  it('is a span in the trace of its client, with its statements below it', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const { status, headers } = await person.post('/cv/questionnaire', { position: SECRET }, traced(traceId));
    expect(status).toBe(201);
    await until(async () => find(traceId, 'POST /cv/questionnaire') !== undefined);
    const request = find(traceId, 'POST /cv/questionnaire')!;
    expect(request).toMatchObject({
      service: 'cv-improver-service',
      parentSpanId: PARENT,
      failed: false,
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/cv/questionnaire',
        'http.response.status_code': 201,
        'cv_improver.request_id': headers.get('x-request-id'),
      },
    });
    const statements = spansOf(traceId).filter((span) => span.attributes['db.system.name']);
    expect(statements.map(({ name }) => name)).toEqual(expect.arrayContaining(['START', 'INSERT', 'COMMIT']));
    for (const { parentSpanId } of statements) expect(parentSpanId).toBe(request.spanId);
    const insert = statements.find(({ attributes }) =>
      String(attributes['db.query.text']).includes('"questionnaire"'),
    );
    expect(insert?.attributes['db.query.text']).toContain('$1');
  });

  it('goes on in the jobs it asked for, and in what they do', async () => {
    const traceId = '3af7651916cd43dd8448eb211c80319c';
    const { body } = await person.post('/cv/questionnaire', { position: SECRET });
    const ask = { questionnaire: body.id, prompt: `Improve it: ${SECRET}` };
    const { headers } = await person.post('/cv/ai-responses', ask, traced(traceId));
    const both = () => [find(traceId, 'job cv.improve'), find(traceId, 'POST /cv/ai-responses')];
    await until(async () => both().every(Boolean));
    const [job, request] = both();
    expect(job).toMatchObject({
      parentSpanId: request?.spanId,
      failed: false,
      attributes: {
        'cv_improver.job': 'cv.improve',
        'cv_improver.request_id': headers.get('x-request-id'),
        'messaging.destination.name': 'ai',
      },
    });
    expect(spansOf(traceId).filter(({ parentSpanId }) => parentSpanId === job?.spanId)).not.toEqual([]);
  });

  it('goes on in the mail that it sends', async () => {
    const traceId = '4af7651916cd43dd8448eb211c80319c';
    await queryRows(
      app.databaseUrl,
      `WITH mail AS (
         INSERT INTO email_message (recipient, template, dedupe_key, subject, text, html, due_at, message_id)
         VALUES ('ada@example.com', 'a-template', 'one', '${SECRET}', '${SECRET}', '', now(), '<1@example.org>')
         RETURNING id)
       INSERT INTO outbox_message (job, payload, traceparent, request_id)
       SELECT 'send-email', jsonb_build_object('emailId', id), '00-${traceId}-${PARENT}-01', 'request-4' FROM mail`,
    );
    await until(async () => find(traceId, 'job send-email') !== undefined);
    expect(smtp.mails).toHaveLength(1);
    expect(find(traceId, 'job send-email')?.attributes['cv_improver.request_id']).toBe('request-4');
    expect(find(traceId, 'smtp send')).toMatchObject({
      parentSpanId: find(traceId, 'job send-email')?.spanId,
      attributes: { 'cv_improver.template': 'a-template' },
    });
  });

  it('is told apart when the service fails or refuses it', async () => {
    const traceId = '1af7651916cd43dd8448eb211c80319c';
    expect((await person.get('/cv/questionnaire/999999', traced(traceId))).status).toBe(404);
    await until(async () => find(traceId, 'GET /cv/questionnaire/:id') !== undefined);
    expect(find(traceId, 'GET /cv/questionnaire/:id')).toMatchObject({
      failed: false,
      attributes: { 'http.response.status_code': 404 },
    });
  });

  it('keeps to itself: each of many at once has its own statements', async () => {
    const ids = Array.from({ length: 30 }, (_, i) => `2af7651916cd43dd8448eb211c80${1000 + i}`);
    await Promise.all(ids.map((id) => person.get('/cv/questionnaire', traced(id))));
    await until(async () => ids.every((id) => find(id, 'GET /cv/questionnaire')));
    for (const id of ids) {
      const request = find(id, 'GET /cv/questionnaire')!;
      const statements = spansOf(id).filter((span) => span.attributes['db.system.name']);
      expect(statements.length).toBeGreaterThan(0);
      expect(new Set(statements.map(({ parentSpanId }) => parentSpanId))).toEqual(new Set([request.spanId]));
    }
  });

  it('leaves a trace that holds nothing of what people wrote', () => {
    expect(collector.spans.length).toBeGreaterThan(50);
    const text = JSON.stringify(collector.spans);
    expect(text).not.toContain(SECRET);
    expect(text).not.toMatch(/@example\.com|Correct-horse|Bearer|eyJ/);
  });
});

describe('a collector that is away', () => {
  it('costs no answer, and is logged once', async () => {
    const alone = await startApp({
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_BSP_SCHEDULE_DELAY: '50' },
      successorOf: app,
    });
    const complaints = () => alone.logs().split('the collector of traces is away').length - 1;
    try {
      await until(async () => {
        expect((await api(alone).get('/core/plans')).status).toBe(200);
        return complaints() > 0;
      });
      for (let count = 0; count < 5; count++) await api(alone).get('/core/plans');
    } finally {
      await alone.stop();
    }
    expect(complaints()).toBe(1);
  });
});
