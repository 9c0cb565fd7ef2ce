import { afterAll, describe, expect, it } from '@jest/globals';
import { childrenOf } from '../../../../test/support/child-work.js';
import { SAMPLE_CV, encryptedPdf, oneColumnPdf, textCv } from '../../../../test/support/cv-fixtures.js';
import { compiledPath } from '../../../core/child-processes/compiled-path.js';
import { CvParser } from '../cv-parser.service.js';
import { ExtractionPool } from './extraction-pool.js';

const CHILD = compiledPath('./extract.child.js', import.meta.url);

/** Runs the compiled child of `dist`, which `npm test` builds first. */
describe('ExtractionPool', () => {
  const pool = new ExtractionPool();
  afterAll(() => pool.close());

  it('reads files in children, more than there are children at once', async () => {
    const pdf = await oneColumnPdf();
    const results = await Promise.all([1, 2, 3, 4, 5].map(() => pool.read('pdf', pdf)));
    expect(results.map((result) => result.document.sections[0]?.entries[0]?.title)).toEqual(
      Array(5).fill(SAMPLE_CV.name),
    );
  });

  it('refuses a file when twenty wait already', async () => {
    const results = await Promise.allSettled(Array.from({ length: 23 }, () => pool.read('text', textCv())));
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused.map(({ reason }) => reason)).toMatchObject([{ status: 503, code: 'service_unavailable' }]);
    expect(results.at(-1)?.status).toBe('rejected');
  });

  it('passes the reason on when a file cannot be read', async () => {
    await expect(pool.read('pdf', await encryptedPdf())).rejects.toMatchObject({ code: 'file_encrypted' });
  });

  it('answers what is in work when closed and starts anew afterwards', async () => {
    const pdf = await oneColumnPdf();
    const inWork = pool.read('pdf', pdf);
    pool.close();
    await expect(inWork).rejects.toMatchObject({ status: 503, code: 'service_unavailable' });
    expect((await pool.read('text', textCv())).document.sections[0]?.entries[0]?.title).toBe(SAMPLE_CV.name);
  });

  it('does not blame the file when its child is ended from outside', async () => {
    pool.close(); // its child is none of this test's
    const own = new ExtractionPool();
    await own.read('text', textCv());
    const inWork = own.read('pdf', await oneColumnPdf());
    inWork.catch(() => undefined); // looked at below
    for (const pid of childrenOf(process.pid, CHILD)) process.kill(pid, 'SIGKILL');
    await expect(inWork).rejects.toMatchObject({ status: 503, code: 'service_unavailable' });
    own.close();
  });

  it('parses without Nest', async () => {
    const parsed = await new CvParser(pool).parse(await oneColumnPdf());
    expect(parsed).toMatchObject({ kind: 'pdf', contentType: 'application/pdf' });
    expect(parsed.text.split('\n')[0]).toBe(SAMPLE_CV.name);
    expect(parsed.document.sections[0]?.entries[0]?.title).toBe(SAMPLE_CV.name);
  });
});
