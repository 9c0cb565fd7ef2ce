import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../test/support/postgres.js';
import { AuditLog } from '../core/audit/audit-log.service.js';
import { LogEntry } from '../core/audit/log-entry.entity.js';
import type { AppConfig } from '../core/config/app-config.js';
import { databaseOptions } from '../core/database/database-options.js';
import { Transactions } from '../core/database/transactions.service.js';
import { Credentials } from './auth/credentials.service.js';
import { RefreshSession } from './auth/refresh-session.entity.js';
import { RefreshSessions } from './auth/refresh-sessions.service.js';
import { createAdmin } from './commands/create-admin.command.js';
import { PasswordHasher } from './passwords/password-hasher.service.js';
import { User } from './user.entity.js';
import { UsersService } from './users.service.js';

const ada = { username: 'ada', email: 'ada@example.com', password: 'correct horse' };
const errorsOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no error',
    (error: { extras: { errors: unknown } }) => error.extras.errors,
  );

describe('accounts', () => {
  let database: TestDatabase;
  let source: DataSource;
  let hasher: PasswordHasher;
  let users: UsersService;
  let sessions: RefreshSessions;
  let credentials: Credentials;

  beforeAll(async () => {
    database = await createTestDatabase();
    const entities = [User, RefreshSession, LogEntry];
    source = await new DataSource({
      ...databaseOptions(database.url, 'request', 10),
      entities,
      migrations: [],
    }).initialize();
    const transactions = new Transactions(source);
    hasher = new PasswordHasher();
    sessions = new RefreshSessions(transactions, { secretKey: 'a key of the test' } as AppConfig);
    users = new UsersService(transactions, hasher, sessions);
    credentials = new Credentials(transactions, hasher, new AuditLog(transactions));
  });

  afterAll(async () => {
    await source?.destroy();
    await database?.drop();
  });

  beforeEach(async () => {
    // The log keeps people from being deleted, so those of the last test give up their names.
    await source.query(`UPDATE "user" SET username = 'gone' || id, email = 'gone' || id || '@example.com'`);
  });

  describe('UsersService', () => {
    it('makes an account that holds no hash where it is shown', async () => {
      const user = await users.createUser({ ...ada, email: ' Ada@EXAMPLE.com' });
      expect(user).toMatchObject({
        username: 'ada',
        email: 'Ada@example.com',
        isActive: true,
        isStaff: false,
      });
      expect(JSON.stringify(user)).not.toContain('argon2');
      const [{ password_hash }] = await source.query<[{ password_hash: string }]>(
        'SELECT password_hash FROM "user" WHERE id = $1',
        [user.id],
      );
      expect(password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    });

    it('finds a name and an address taken in any case', async () => {
      await users.createUser(ada);
      expect(await errorsOf(users.createUser({ ...ada, username: 'ADA', email: 'ADA@Example.Com' }))).toEqual(
        {
          username: ['This username is taken.'],
          email: ['An account with this email exists already. Log in, or reset its password.'],
        },
      );
    });

    it('lets one of two that register at once win, and tells the other what is taken', async () => {
      const results = await Promise.allSettled([
        users.createUser(ada),
        users.createUser({ ...ada, email: 'other@example.com' }),
        users.createUser({ ...ada, username: 'other' }),
      ]);
      const refusals = results.flatMap((result) =>
        result.status === 'rejected' ? [(result.reason as { extras: { errors: object } }).extras.errors] : [],
      );
      const made = await users.findByUsername('ada');
      expect(refusals.length).toBe(made?.email === 'other@example.com' ? 1 : 2);
      for (const errors of refusals) expect(Object.keys(errors)[0]).toMatch(/^(username|email)$/);
    });

    it('gives the field of a unique violation that slipped past the check', async () => {
      await users.createUser(ada);
      const check = jest.spyOn(users, 'takenFields').mockResolvedValue([]);
      try {
        expect(await errorsOf(users.createUser({ ...ada, username: 'other' }))).toHaveProperty('email');
        expect(await errorsOf(users.createUser({ ...ada, email: 'other@example.com' }))).toHaveProperty(
          'username',
        );
      } finally {
        check.mockRestore();
      }
    });

    it('names every broken rule', async () => {
      const broken = users.createUser({ username: 'a b', email: 'nowhere', password: '123' });
      expect(Object.keys((await errorsOf(broken)) as object)).toEqual(['username', 'email', 'password']);
    });

    it('sets a new password, ends every session, and refuses a weak one', async () => {
      const user = await users.createUser(ada);
      const { token } = await sessions.start(user, { ip: null, userAgent: '' });
      expect(await errorsOf(users.setPassword(user, 'ada@example.com'))).toHaveProperty('password');
      await users.setPassword(user, 'another horse');
      expect(await credentials.verify('ada', 'correct horse')).toBeNull();
      expect(await credentials.verify('ada', 'another horse')).toMatchObject({ id: user.id });
      await expect(sessions.rotate(token, { ip: null, userAgent: '' })).rejects.toThrow(
        'This session has ended',
      );
    });

    it('makes an administrator with a password of their own or a random one', async () => {
      const own = await createAdmin(users, ada);
      expect(own).toMatchObject({ user: { isStaff: true, isSuperuser: true }, generatedPassword: null });
      const other = await createAdmin(users, { username: 'root', email: 'root@example.com' });
      expect(other.generatedPassword).toMatch(/^[\da-f]{24}$/);
      expect(await credentials.verify('root', other.generatedPassword as string)).not.toBeNull();
    });
  });

  describe('Credentials', () => {
    it('takes a username or an email in any case, and notes the login', async () => {
      const { id, version } = await users.createUser(ada);
      for (const login of ['ada', 'ADA', 'ada@example.com', ' Ada@EXAMPLE.com']) {
        const user = await credentials.verify(login, ada.password);
        expect(user?.id).toBe(id);
        expect(user).not.toHaveProperty('passwordHash');
      }
      const after = await users.findById(id);
      expect(after?.lastLogin).toBeInstanceOf(Date);
      expect(after?.version).toBe(version);
    });

    it('refuses a wrong password, an unknown name, a closed account and one without a password', async () => {
      const { id } = await users.createUser(ada);
      expect(await credentials.verify('ada', 'wrong horse')).toBeNull();
      expect(await credentials.verify('nobody', ada.password)).toBeNull();
      await source.query('UPDATE "user" SET is_active = false WHERE id = $1', [id]);
      expect(await credentials.verify('ada', ada.password)).toBeNull();
      await source.query('UPDATE "user" SET is_active = true, password_hash = NULL WHERE id = $1', [id]);
      expect(await credentials.verify('ada', ada.password)).toBeNull();
    });

    it('does the same work for every refusal', async () => {
      await users.createUser(ada);
      const verify = jest.spyOn(hasher, 'verify');
      const hash = jest.spyOn(hasher, 'hash');
      for (const login of ['ada', 'nobody', 'nobody@example.com'])
        await credentials.verify(login, 'wrong horse');
      expect([verify.mock.calls.length, hash.mock.calls.length]).toEqual([3, 0]);
      verify.mockRestore();
      hash.mockRestore();
    });

    it('does not let a username that looks like an email stand before that email', async () => {
      const owner = await users.createUser(ada);
      await users.createUser({
        username: 'ada@example.com',
        email: 'thief@example.com',
        password: 'stolen horse',
      });
      expect(await credentials.verify('ada@example.com', ada.password)).toMatchObject({ id: owner.id });
      expect(await credentials.verify('ada@example.com', 'stolen horse')).toBeNull();
    });

    it('writes both outcomes to the log', async () => {
      const { id } = await users.createUser(ada);
      await credentials.verify('ada', 'wrong horse');
      await credentials.verify('ada', ada.password);
      const entries = await source
        .getRepository(LogEntry)
        .find({ where: { entityId: String(id) }, order: { id: 'ASC' } });
      expect(entries.map(({ action, actorId, label }) => ({ action, actorId, label }))).toEqual([
        { action: 'login_failed', actorId: null, label: 'ada' },
        { action: 'login', actorId: id, label: 'ada' },
      ]);
    });
  });
});
