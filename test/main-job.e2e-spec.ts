import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { extractText, getDocumentProxy } from 'unpdf';
import { type Api, api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import { docxCv, oneColumnPdf, SAMPLE_CV, textCv, twoColumnPdf } from './support/cv-fixtures.js';
import { queryRows } from './support/data.js';
import { improve, register } from './support/people.js';

let app: TestApp;
let nobody: Api;
beforeAll(async () => {
  app = await startApp();
  nobody = api(app);
});
afterAll(() => app.stop());

async function textOf(pdf: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(Uint8Array.from(pdf)), { mergePages: true });
  return text.replace(/\s+/g, ' ');
}

describe('from a CV to a better one', () => {
  it.each([
    ['a PDF', 'cv.pdf', oneColumnPdf],
    ['a PDF in two columns', 'cv.pdf', twoColumnPdf],
    ['a DOCX', 'cv.docx', docxCv],
    ['a text file', 'cv.txt', async () => textCv()],
  ])('takes %s', async (_kind, name, make) => {
    const person = await register(nobody);
    const { questionnaire, response } = await improve(person, await make(), name);
    expect(questionnaire.body).toMatchObject({ position: 'Backend Engineer', cv: expect.any(Number) });
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe(`/cv/ai-responses/${response.body.id}`);
    expect(response.body).toMatchObject({
      questionnaire: questionnaire.body.id,
      status: 'done',
      rate_limit_info: { limit: 3, used: 1, remaining: 2, current_plan: 'Free' },
    });
    expect(response.body.response_text).toMatch(/Match with the job/);

    const generated = await person.post(`/cv/ai-responses/${response.body.id}/generate-pdf`);
    expect(generated.status).toBe(200);
    const pdf = await nobody.get(generated.body.pdf_url);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const text = await textOf(pdf.body);
    const { jobs, degree } = SAMPLE_CV;
    const kept = [
      SAMPLE_CV.name,
      SAMPLE_CV.email,
      SAMPLE_CV.phone,
      degree.school,
      ...jobs.map(({ company }) => company),
    ];
    for (const fact of kept) expect(text).toContain(fact);
    expect(text).toContain('14 services');
    expect(text).not.toContain('Was responsible for');
    expect(text).not.toContain('Kubernetes');
  });

  it('gives the same bytes for the same CV', async () => {
    const person = await register(nobody);
    const made = [];
    for (let run = 0; run < 2; run += 1) {
      const { response } = await improve(person, await oneColumnPdf());
      const { body } = await person.post(`/cv/ai-responses/${response.body.id}/generate-pdf`);
      made.push({ text: response.body.response_text, pdf: (await nobody.get(body.pdf_url)).body });
    }
    expect(made[1]?.text).toBe(made[0]?.text);
    expect(Buffer.compare(made[0]?.pdf, made[1]?.pdf)).toBe(0);
  });

  it('makes a PDF once and hands it out again', async () => {
    const person = await register(nobody);
    const { response } = await improve(person, await oneColumnPdf());
    const urls = [];
    for (let call = 0; call < 2; call += 1) {
      urls.push((await person.post(`/cv/ai-responses/${response.body.id}/generate-pdf`)).body.pdf_url);
    }
    expect(new URL(urls[1]).pathname).toBe(new URL(urls[0]).pathname);
  });

  it('makes one PDF of two calls at once, and keeps no second file', async () => {
    const person = await register(nobody);
    const { response } = await improve(person, await oneColumnPdf());
    const path = `/cv/ai-responses/${response.body.id}/generate-pdf`;
    const answers = await Promise.all([1, 2, 3, 4].map(() => person.post(path)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const files = new Set(answers.map(({ body }) => new URL(body.pdf_url as string).pathname));
    expect(files.size).toBe(1);
    const stored = await queryRows(
      app.databaseUrl,
      `SELECT status, count(*)::int AS count FROM stored_file
       WHERE owner_id = (SELECT owner_id FROM cv ORDER BY id DESC LIMIT 1) GROUP BY status`,
    );
    expect(stored).toEqual([{ status: 'ready', count: 2 }]);
  });

  it('reports keywords as present, under an alias or missing, each with where it stands', async () => {
    const person = await register(nobody);
    const { questionnaire } = await improve(person, await oneColumnPdf());
    const path = `/cv/cvs/${questionnaire.body.cv}/match`;
    const report = await person.post(path, { questionnaire: questionnaire.body.id });
    expect(report.status).toBe(201);
    const status = (name: RegExp) =>
      report.body.keywords.find(({ keyword }: { keyword: string }) => name.test(keyword))?.status;
    expect(status(/^TypeScript$/)).toBe('present');
    expect(status(/^Postgres/)).toBe('alias');
    expect(status(/^Kubernetes$/)).toBe('missing');
    expect(report.body.score).toBeGreaterThan(0);

    const other = await person.post(path, { job_description: 'We want TypeScript, Docker and Node.js.' });
    expect(other.body).toMatchObject({ questionnaire: null, cv: questionnaire.body.cv, version: 1 });
    expect(other.body.score).toBeGreaterThan(report.body.score);
  });

  it('tells what to cover when there is no resume, as text and as PDF', async () => {
    const person = await register(nobody);
    const questionnaire = await person.post('/cv/questionnaire', {
      position: 'Data Engineer',
      job_description: 'Python, Airflow and SQL are required.',
    });
    expect(questionnaire.body).toMatchObject({ resume: null, cv: null });
    const response = await person.post('/cv/ai-responses', {
      questionnaire: questionnaire.body.id,
      prompt: 'What should I cover?',
    });
    expect(response.body.response_text).toMatch(/Python[^]*Airflow|Airflow[^]*Python/);
    const { body } = await person.post(`/cv/ai-responses/${response.body.id}/generate-pdf`);
    expect(await textOf((await nobody.get(body.pdf_url)).body)).toContain('Airflow');
  });

  it('answers 202 at once to Prefer: respond-async, and is done soon after', async () => {
    const person = await register(nobody);
    const { body } = await person.post('/cv/questionnaire', { position: 'Chef' });
    const response = await person.post(
      '/cv/ai-responses',
      { questionnaire: body.id, prompt: 'What should I cover?' },
      { headers: { prefer: 'respond-async' } },
    );
    expect(response.status).toBe(202);
    const address = response.headers.get('location') ?? '';
    for (;;) {
      const { body: current } = await person.get(address);
      if (current.status === 'done') break;
      expect(['pending', 'running']).toContain(current.status);
    }
  });

  it('lists questionnaires and responses newest first, in pages', async () => {
    const person = await register(nobody);
    for (const position of ['One', 'Two', 'Three']) await person.post('/cv/questionnaire', { position });
    const first = await person.get('/cv/questionnaire/?page_size=2');
    expect(first.body).toMatchObject({
      count: 3,
      next: '/cv/questionnaire?page=2&page_size=2',
      previous: null,
    });
    expect(first.body.results.map(({ position }: { position: string }) => position)).toEqual([
      'Three',
      'Two',
    ]);
    const second = await person.get(first.body.next);
    expect(second.body).toMatchObject({ next: null, previous: '/cv/questionnaire?page=1&page_size=2' });
    expect(second.body.results).toHaveLength(1);

    const { response } = await improve(person, await oneColumnPdf());
    expect((await person.get('/cv/ai-responses')).body).toMatchObject({
      count: 1,
      results: [{ id: response.body.id }],
    });
  });
});

describe('quotas', () => {
  it('of the Free plan end after three responses, and say what to do', async () => {
    const person = await register(nobody);
    const { body } = await person.post('/cv/questionnaire', { position: 'Chef' });
    const ask = () =>
      person.post('/cv/ai-responses', { questionnaire: body.id, prompt: 'What should I cover?' });
    const answers = await Promise.all([ask(), ask(), ask(), ask(), ask()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 201, 429, 429]);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body).toMatchObject({
      code: 'rate_limit_exceeded',
      limit_info: { limit: 3, used: 3, remaining: 0, current_plan: 'Free' },
      upgrade_suggestion: { recommended_plan: 'Basic' },
    });
  });

  it('of uploads leave nothing behind when they are used up', async () => {
    const person = await register(nobody);
    const cv = await oneColumnPdf();
    for (let upload = 0; upload < 3; upload += 1) await improve(person, cv);
    await expect(improve(person, cv)).rejects.toThrow('429');
    expect((await person.get('/cv/questionnaire')).body.count).toBe(3);
  });
});
