import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './project-root.js';
import { ConfigError, loadConfig } from './load-config.js';
import { deriveKey } from './secret-key.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const load = (variables: NodeJS.ProcessEnv = {}) => loadConfig({ DATA_DIR: folder, ...variables });
const SECRET_KEY = 'x'.repeat(32);
const PRODUCTION = { NODE_ENV: 'production', SECRET_KEY, BACKEND_URL: 'https://cv.example.org/' };

const S3 = {
  S3_ENDPOINT: 'https://s3.example.org',
  S3_REGION: 'eu-central-1',
  S3_ACCESS_KEY: 'key',
  S3_SECRET_KEY: 'secret',
  S3_MEDIA_BUCKET: 'cv-media',
  S3_STATIC_BUCKET: 'cv-static',
  S3_FINANCE_BUCKET: 'cv-finance',
};

describe('loadConfig', () => {
  it('needs nothing', () => {
    const config = load();
    expect(config).toMatchObject({ mode: 'development', dataDir: folder, worker: true });
    expect(config.http).toMatchObject({ host: '127.0.0.1', port: 3000, trustProxy: false, corsOrigins: [] });
    expect(config.database).toEqual({ kind: 'embedded', poolSize: 10 });
  });

  it('takes an empty variable as not set', () => {
    expect(load({ PORT: '', DATABASE_URL: '' })).toMatchObject({
      http: { port: 3000 },
      database: { kind: 'embedded' },
    });
  });

  it('uses a server when DATABASE_URL names one', () => {
    const url = 'postgresql://cv:pw@db:5432/cv';
    expect(load({ DATABASE_URL: url }).database).toMatchObject({ kind: 'server', url });
  });

  it.each(['postgresql://cv:se#cret@db/cv', 'postgresql://cv:100%@db/cv'])(
    'explains that %s is no address',
    (url) => {
      expect(() => load({ DATABASE_URL: url })).toThrow(/DATABASE_URL is no address.*percent-encoded/);
    },
  );

  it('refuses an address whose options would replace those of the service', () => {
    const url = 'postgresql://cv:pw@db/cv?options=-c%20work_mem%3D8MB';
    expect(() => load({ DATABASE_URL: url })).toThrow(/must not hold options=.*ALTER ROLE/);
  });

  it('makes a secret once, for its owner only, and keeps it', () => {
    const { secretKey } = load();
    expect(secretKey.length).toBeGreaterThanOrEqual(32);
    expect(load().secretKey).toBe(secretKey);
    expect(statSync(join(folder, 'secret-key')).mode & 0o777).toBe(0o600);
  });

  it('derives different keys for different purposes', () => {
    const [jwt, urls] = ['jwt', 'signed-urls'].map((purpose) =>
      deriveKey(SECRET_KEY, purpose).export().toString('hex'),
    );
    expect(jwt).toHaveLength(64);
    expect(jwt).not.toBe(urls);
  });

  it('starts in production only with a secret and a public address', () => {
    expect(() => load({ NODE_ENV: 'production' })).toThrow(
      /SECRET_KEY must be set[^]*BACKEND_URL must be set/,
    );
    expect(() => load({ ...PRODUCTION, RATE_LIMITS: 'off' })).toThrow(/RATE_LIMITS=off is for tests/);
    expect(load(PRODUCTION)).toMatchObject({
      limits: { enabled: true, perAddress: 600 },
      secretKey: SECRET_KEY,
      http: { backendUrl: 'https://cv.example.org' },
    });
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['RATE_LIMITS', 'no'],
    ['RATE_LIMIT_PER_ADDRESS', '0'],
    ['NODE_ENV', 'staging'],
    ['DATABASE_URL', 'mysql://db/cv'],
    ['SECRET_KEY', 'short'],
    ['STORAGE', 'tape'],
    ['S3_ENDPOINT', 's3.example.org'],
    ['S3_TIMEOUT_MS', 'soon'],
    ['STATIC_URL', 'static.example.org'],
    ['LOG_LEVEL', 'loud'],
    ['WORKER', 'yes'],
    ['TRUST_PROXY', 'all'],
    ['TRUST_PROXY', '0.0.0.0/0'],
    ['REDIS_URL', 'http://cache'],
    ['SMTP_URL', 'https://mail'],
    ['REDIS_URL', 'redis://cache:6379/jobs'],
    ['REDIS_URL', 'redis://user:p#ss@cache'],
    ['BACKEND_URL', 'cv.example.org'],
    ['ADMIN_PASSWORD', 'short'],
  ])('refuses %s=%s and names it', (name, value) => {
    expect(() => load({ [name]: value })).toThrow(new RegExp(name));
  });

  it('keeps files in folders of DATA_DIR unless told otherwise', () => {
    expect(load().storage).toMatchObject({
      backend: 'filesystem',
      s3: null,
      directories: { media: join(folder, 'files'), finance: join(folder, 'finance') },
    });
  });

  it('takes an S3, also one that is not in use yet', () => {
    const s3 = {
      endpoint: 'https://s3.example.org',
      region: 'eu-central-1',
      pathStyle: true,
      timeoutMs: 10_000,
      buckets: { media: 'cv-media', static: 'cv-static', finance: 'cv-finance' },
    };
    expect(load({ ...S3, STORAGE: 's3' }).storage).toMatchObject({ backend: 's3', s3 });
    expect(load(S3).storage).toMatchObject({ backend: 'filesystem', s3 });
    expect(load({ ...S3, S3_ENDPOINT: '' }).storage.s3).toMatchObject({ endpoint: null, pathStyle: false });
    expect(load({ ...S3, S3_PATH_STYLE: 'off' }).storage.s3?.pathStyle).toBe(false);
  });

  it.each([
    [
      { STORAGE: 's3' },
      /S3_REGION, S3_ACCESS_KEY, S3_SECRET_KEY, S3_MEDIA_BUCKET.* must be set with STORAGE=s3/,
    ],
    [{ ...S3, S3_SECRET_KEY: '' }, /S3_SECRET_KEY must be set with S3_REGION/],
    [{ S3_ENDPOINT: 'https://s3.example.org' }, /S3_REGION.*must be set with S3_ENDPOINT/],
    [{ ...S3, S3_FINANCE_BUCKET: 'cv-media' }, /three different buckets/],
    [{ ...S3, S3_MEDIA_BUCKET: '../x' }, /S3_MEDIA_BUCKET/],
  ])('refuses half an S3: %j', (variables, message) => {
    expect(() => load(variables)).toThrow(message);
  });

  it.each([
    ['CV Improver <no-reply@example.org>', { name: 'CV Improver', address: 'no-reply@example.org' }],
    ['no-reply@example.org', { name: '', address: 'no-reply@example.org' }],
  ])('sends mail as %s', (MAIL_FROM, from) => {
    const url = 'smtp://mail.example.org:587';
    expect(load({ SMTP_URL: url, MAIL_FROM }).mail).toEqual({ kind: 'smtp', url, from });
  });

  it('keeps mail without an SMTP server, and refuses half of one', () => {
    expect(load().mail).toEqual({ kind: 'kept' });
    expect(() => load({ SMTP_URL: 'smtp://mail' })).toThrow(/MAIL_FROM must be set with SMTP_URL/);
    expect(() => load({ MAIL_FROM: 'a@example.org' })).toThrow(/SMTP_URL must be set with MAIL_FROM/);
    for (const MAIL_FROM of ['nobody', 'a@b.org, c@d.org', 'x\nBcc: y <a@b.org>'])
      expect(() => load({ SMTP_URL: 'smtp://mail', MAIL_FROM })).toThrow(/MAIL_FROM reads like/);
  });

  it('tells every problem at once and shows no secret', () => {
    try {
      load({ PORT: 'x', SECRET_KEY: 'hunter2', ADMIN_PASSWORD: 'hunter3' });
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      expect((error as Error).message).toMatch(/PORT[^]*SECRET_KEY[^]*|SECRET_KEY[^]*PORT/);
      expect((error as Error).message).not.toMatch(/hunter/);
    }
    expect.assertions(3);
  });

  it.each([
    ['2', 2],
    ['10.0.0.0/8, 127.0.0.1', ['10.0.0.0/8', '127.0.0.1']],
    ['', false],
  ])('reads TRUST_PROXY=%j', (text, expected) => {
    expect(load({ TRUST_PROXY: text }).http.trustProxy).toEqual(expected);
  });
});

describe('.env.example', () => {
  it('explains every variable that is read, and no other', () => {
    const source = readFileSync(join(projectRoot(), 'src/core/config/environment.ts'), 'utf8');
    const read = [...source.matchAll(/^ {2}([A-Z\d_]+)[?:\s]/gm)].map(([, name]) => name);
    const example = readFileSync(join(projectRoot(), '.env.example'), 'utf8');
    const explained = [...example.matchAll(/^#? ?([A-Z\d_]+)=/gm)].map(([, name]) => name);
    expect(explained.sort()).toEqual(read.sort());
  });
});
