import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';

/** Empty counts as not set: the app brings its own PostgreSQL. */
const EMBEDDED = { DATABASE_URL: '' };

describe('a start without any configuration', () => {
  let app: TestApp;

  beforeEach(async () => {
    app = await startApp({ env: EMBEDDED });
  });

  afterEach(() => app.stop());

  const isServerUp = () => existsSync(join(app.dataDir, 'postgres', 'data', 'postmaster.pid'));
  const startAgain = () => startApp({ env: EMBEDDED, successorOf: app });

  it('tells the addresses, and the administrator it made on the very first start only', async () => {
    expect(app.logs()).toContain(`${app.url}/docs`);
    expect(app.logs()).toContain(`${app.url}/admin`);
    expect(app.logs()).toMatch(/admin.*password: \S{12,}/);
    await app.stop();
    expect(isServerUp()).toBe(false);
    app = await startAgain();
    expect((await api(app).get('/health/live')).status).toBe(200);
    expect(app.logs()).not.toContain('password');
  });

  it('says plainly when it is running already, and leaves the first one alone', async () => {
    await expect(startAgain()).rejects.toThrow(
      `already running on ${app.dataDir} (pid ${app.pid}, ${app.url})`,
    );
    expect((await api(app).get('/health/ready')).status).toBe(200);
  });

  it('recovers after kill -9', async () => {
    await app.kill();
    expect(isServerUp()).toBe(true);
    app = await startAgain();
    expect((await api(app).get('/health/ready')).status).toBe(200);
  });
});
