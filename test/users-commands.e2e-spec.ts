import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { api } from './support/api.js';
import { startApp, type TestApp } from './support/app.js';
import { runCli } from './support/cli.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

const cli = (...args: string[]) => runCli(args, { DATABASE_URL: app.databaseUrl, DATA_DIR: app.dataDir });
const logIn = (password: string) => api(app).post('/auth/login', { username: 'root', password });

describe('users:*', () => {
  it('make an administrator, and give a forgotten password a successor that ends all sessions', async () => {
    const created = await cli('users:create-admin', '--username', 'root', '--email', 'root@example.com');
    expect(created).toMatchObject({ code: 0, stderr: '' });
    const [, first = ''] = /only this once: (\S+)/.exec(created.stdout) ?? [];
    const session = await logIn(first);
    expect(session.status).toBe(200);

    const changed = await cli('users:set-password', '--username', 'ROOT');
    const [, second = ''] = /only this once: (\S+)/.exec(changed.stdout) ?? [];
    expect((await logIn(first)).status).toBe(401);
    expect((await logIn(second)).status).toBe(200);
    const refreshed = await api(app).post('/auth/token/refresh', { refresh: session.body.refresh });
    expect(refreshed.status).toBe(401);
  });

  it('say what is wrong', async () => {
    const weak = await cli('users:create-admin', '--username', 'a b', '--email', 'x', '--password', '123');
    expect(weak.code).toBe(1);
    expect(weak.stderr).toMatch(/username: .+\nemail: .+\npassword: /);
    const nobody = await cli('users:set-password', '--username', 'nobody');
    expect(nobody).toMatchObject({ code: 1, stderr: expect.stringContaining('Nobody is called "nobody"') });
  });
});
