import { afterAll, describe, expect, it } from '@jest/globals';
import { execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { SAMPLE_CV, encryptedPdf, oneColumnPdf, textCv } from '../../../../test/support/cv-fixtures.js';
import { CvParser } from '../cv-parser.service.js';
import { ExtractionPool, childPath } from './extraction-pool.js';

const CHILD = childPath(new URL('./extraction-pool.ts', import.meta.url).href);

/** Keeps the child's event loop busy through a debugger, as a hostile file would. */
const PARENT = `
  import { fork } from 'node:child_process';
  const child = fork(process.argv[1], {
    execArgv: ['--import', 'data:text/javascript,process.once("message", () => { for (;;); });'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
  child.once('message', () => child.send({ kind: 'text', bytes: new Uint8Array() }, () => console.log(child.pid)));
`;

/** A zombie that nobody has waited for is dead, too. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync(`/proc/${pid}/stat`) || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** The processes that extract for this one. */
function childrenHere(): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args=']).toString().split('\n');
  const ours = lines.filter(
    (line) => line.includes(CHILD) && Number(line.trim().split(/\s+/)[1]) === process.pid,
  );
  return ours.map((line) => parseInt(line));
}

/** Runs the compiled child of `dist`, which `npm test` builds first. */
describe('ExtractionPool', () => {
  const pool = new ExtractionPool();
  afterAll(() => pool.close());

  it('finds the compiled child from the source and from the build', () => {
    const root = 'file:///srv/src/project';
    expect(childPath(`${root}/src/cv/parser/extraction/extraction-pool.ts`)).toBe(
      '/srv/src/project/dist/src/cv/parser/extraction/extract.child.js',
    );
    expect(childPath(`${root}/dist/src/cv/parser/extraction/extraction-pool.js`)).toBe(
      '/srv/src/project/dist/src/cv/parser/extraction/extract.child.js',
    );
    expect(existsSync(childPath(new URL('./extraction-pool.ts', import.meta.url).href))).toBe(true);
  });

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
    const own = new ExtractionPool();
    await own.read('text', textCv());
    const inWork = own.read('pdf', await oneColumnPdf());
    inWork.catch(() => undefined); // looked at below
    for (const pid of childrenHere()) process.kill(pid, 'SIGKILL');
    await expect(inWork).rejects.toMatchObject({ status: 503, code: 'service_unavailable' });
    own.close();
  });

  it('does not end by a Ctrl-C, which is for the service', async () => {
    const child = fork(CHILD, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], serialization: 'advanced' });
    await once(child, 'message'); // ready
    child.kill('SIGINT');
    child.send({ kind: 'text', bytes: new Uint8Array(textCv()) });
    const [answer] = (await once(child, 'message')) as [{ cv?: object }];
    expect(answer.cv).toBeDefined();
    const ended = once(child, 'exit');
    child.disconnect();
    expect(await ended).toEqual([0, null]);
  });

  it('ends with the service, even in the middle of a file that keeps it busy', async () => {
    // A parent that gives its child a file without an end to its work, says who the child is, and is killed.
    const parent = spawn(process.execPath, ['--input-type=module', '-e', PARENT, CHILD]);
    const [pid] = (await once(parent.stdout, 'data')) as [Buffer];
    const child = Number(pid);
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    while (isAlive(child)) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isAlive(child)).toBe(false);
  });

  it('parses without Nest', async () => {
    const parsed = await new CvParser(pool).parse(await oneColumnPdf());
    expect(parsed).toMatchObject({ kind: 'pdf', contentType: 'application/pdf' });
    expect(parsed.text.split('\n')[0]).toBe(SAMPLE_CV.name);
    expect(parsed.document.sections[0]?.entries[0]?.title).toBe(SAMPLE_CV.name);
  });
});
