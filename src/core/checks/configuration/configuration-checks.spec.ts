import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../config/load-config.js';
import { CheckRun } from '../check-run.js';
import { ADDRESS_CHECKS } from './address-checks.js';
import { PROCESS_CHECKS } from './process-checks.js';
import { SECRET_CHECKS } from './secret-checks.js';
import { STORAGE_CHECKS } from './storage-checks.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checks-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** As a careful operator sets it; the example key is random, as theirs would be. */
const CAREFUL = {
  NODE_ENV: 'production',
  SECRET_KEY: '8f1c0b2e6d7a4935b1e0c2d4f6a8907b',
  HOST: '0.0.0.0',
  BACKEND_URL: 'https://api.example.org',
  FRONTEND_URL: 'https://www.example.org',
  CORS_ALLOWED_ORIGINS: 'https://www.example.org',
  TRUST_PROXY: '1',
  SMTP_URL: 'smtp://mail.example.org',
  MAIL_FROM: 'cv@example.org',
};

/** What is found, as `<level> <id>`; whoever runs the tests may be root, which is a finding of its own. */
async function found(variables: NodeJS.ProcessEnv, deploy = true): Promise<string[]> {
  const all = { DATA_DIR: folder, ...variables };
  const run = new CheckRun(deploy);
  for (const checks of [PROCESS_CHECKS, SECRET_CHECKS, ADDRESS_CHECKS, STORAGE_CHECKS])
    await run.all(checks, { config: loadConfig(all), variables: all });
  return run.findings
    .map(({ level, id }) => `${level} ${id}`)
    .filter((line) => !line.endsWith('process.root'));
}

describe('the checks of the configuration', () => {
  it('find nothing in a careful one', async () => {
    expect(await found(CAREFUL)).toEqual([]);
  });

  it('find nothing in the defaults, unless they are to be deployed', async () => {
    expect(await found({}, false)).toEqual([]);
    expect(await found({})).toEqual([
      'error process.mode',
      'warning process.mail',
      'error secrets.secret-key-source',
      'error http.backend-url',
      'warning http.frontend-url',
      'info http.host',
    ]);
  });

  it.each([
    ['error secrets.secret-key', { SECRET_KEY: 'a'.repeat(40) }],
    ['error secrets.secret-key', { SECRET_KEY: 'change-me-to-something-unguessable-42' }],
    ['error http.backend-url', { BACKEND_URL: 'http://api.example.org' }],
    ['error http.backend-url', { BACKEND_URL: 'https://localhost:3000' }],
    ['warning http.frontend-url', { FRONTEND_URL: 'http://www.example.org' }],
    ['error http.cors', { CORS_ALLOWED_ORIGINS: '*' }],
    ['error http.cors', { CORS_ALLOWED_ORIGINS: 'https://www.example.org/' }],
    ['warning http.cors-secure', { CORS_ALLOWED_ORIGINS: 'http://www.example.org' }],
    ['warning http.trust-proxy', { TRUST_PROXY: '' }],
    ['info http.host', { HOST: '127.0.0.1' }],
    ['warning process.log-level', { LOG_LEVEL: 'debug' }],
    ['warning process.log-level', { LOG_LEVEL: 'silent' }],
    ['info process.worker', { WORKER: 'off' }],
    ['warning process.mail', { SMTP_URL: '', MAIL_FROM: '' }],
    ['error process.tls-verification', { NODE_TLS_REJECT_UNAUTHORIZED: '0' }],
    ['error process.inspector', { NODE_OPTIONS: '--inspect=0.0.0.0:9229' }],
    ['warning secrets.admin-password', { ADMIN_PASSWORD: 'correct horse battery' }],
  ])('find %s', async (finding, variables) => {
    expect(await found({ ...CAREFUL, ...variables })).toEqual([finding]);
  });

  it('find secrets that others may read', async () => {
    loadConfig({ DATA_DIR: folder });
    chmodSync(join(folder, 'secret-key'), 0o644);
    expect(await found({ ...CAREFUL })).toEqual(['error secrets.secret-key-file']);
  });

  it('find folders that others may write to, or look into', async () => {
    chmodSync(folder, 0o777);
    expect(await found(CAREFUL)).toEqual(['error storage.data-dir-mode']);
    chmodSync(folder, 0o755);
    mkdirSync(join(folder, 'files'), { recursive: true });
    chmodSync(join(folder, 'files'), 0o755);
    expect(await found(CAREFUL)).toEqual(['warning storage.data-dir-mode']);
  });

  it('find a storage that cannot be written', async () => {
    writeFileSync(join(folder, 'files'), 'in the way');
    chmodSync(join(folder, 'files'), 0o600);
    expect(await found(CAREFUL)).toEqual(['error storage.writable']);
  });
});
