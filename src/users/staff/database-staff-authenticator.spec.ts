import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { openCache } from '../../../test/support/cache.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/postgres.js';
import { AuditLog } from '../../core/audit/audit-log.service.js';
import { LogEntry } from '../../core/audit/log-entry.entity.js';
import { EntityChanges } from '../../core/cache/entity-changes.service.js';
import type { AppConfig } from '../../core/config/app-config.js';
import { databaseOptions } from '../../core/database/database-options.js';
import { Transactions } from '../../core/database/transactions.service.js';
import { Credentials } from '../auth/credentials.service.js';
import { RefreshSession } from '../auth/refresh-session.entity.js';
import { RefreshSessions } from '../auth/refresh-sessions.service.js';
import { GroupPermission } from '../groups/group-permission.entity.js';
import { Group } from '../groups/group.entity.js';
import { Permission } from '../groups/permission.entity.js';
import { UserGroup } from '../groups/user-group.entity.js';
import { UserPermission } from '../groups/user-permission.entity.js';
import { PasswordHasher } from '../passwords/password-hasher.service.js';
import { User } from '../user.entity.js';
import { UsersService } from '../users.service.js';
import { DatabaseStaffAuthenticator } from './database-staff-authenticator.js';

const password = 'correct horse';

describe('DatabaseStaffAuthenticator', () => {
  let database: TestDatabase;
  let source: DataSource;
  let users: UsersService;
  let staff: DatabaseStaffAuthenticator;

  beforeAll(async () => {
    database = await createTestDatabase();
    const grants = [Permission, GroupPermission, Group, UserPermission, UserGroup];
    const entities = [User, RefreshSession, LogEntry, ...grants];
    source = await new DataSource({
      ...databaseOptions(database.url, 'request', 4),
      entities,
      migrations: [],
    }).initialize();
    const transactions = new Transactions(source);
    const hasher = new PasswordHasher();
    const config = { secretKey: 'a key of the test' } as AppConfig;
    users = new UsersService(transactions, hasher, new RefreshSessions(transactions, config));
    staff = new DatabaseStaffAuthenticator(
      new Credentials(transactions, hasher, new AuditLog(transactions)),
      transactions,
      openCache({ source, transactions }, new EntityChanges(source, transactions)),
    );
  });

  afterAll(async () => {
    await source?.destroy();
    await database?.drop();
  });

  it('lets a superuser in, whose permissions need no list', async () => {
    const { id } = await users.createUser({
      username: 'root',
      email: 'root@example.com',
      password,
      isStaff: true,
      isSuperuser: true,
    });
    const answer = {
      id,
      username: 'root',
      email: 'root@example.com',
      isSuperuser: true,
      permissions: new Set(),
    };
    expect(await staff.authenticate('root', password)).toEqual(answer);
    expect(await staff.findActive(id)).toEqual(answer);
  });

  it('lets nobody in who is not staff, whatever the password', async () => {
    const { id } = await users.createUser({ username: 'guest', email: 'guest@example.com', password });
    expect(await staff.authenticate('guest', password)).toBeNull();
    expect(await staff.findActive(id)).toBeNull();
    expect(await staff.authenticate('nobody', 'x'.repeat(100_000))).toBeNull();
  });

  it('logs who was let in once, and whoever was not as refused, with no login on their account', async () => {
    const person = { email: 'visitor@example.com', username: 'visitor', password };
    const { id } = await users.createUser(person);
    await staff.authenticate('visitor', password);
    expect((await users.findById(id))?.lastLogin).toBeNull();
    await source.query('UPDATE "user" SET is_staff = true WHERE id = $1', [id]);
    await staff.authenticate('visitor', password);
    const entries = await source
      .getRepository(LogEntry)
      .find({ where: { entityId: String(id) }, order: { id: 'ASC' } });
    expect(entries.map(({ action }) => action)).toEqual(['login_failed', 'login']);
  });

  it.each(['\0', 'visitor\0', '\ud800'])('knows nobody called %j', async (login) => {
    expect(await staff.authenticate(login, password)).toBeNull();
  });

  it('gives the permissions of the person and of their groups, each once, and ends with the account', async () => {
    const { id } = await users.createUser({
      username: 'clerk',
      email: 'clerk@example.com',
      password,
      isStaff: true,
    });
    await source.query(`INSERT INTO permission (codename, name)
      SELECT code, code FROM unnest(ARRAY['cv.view_cv', 'cv.change_cv', 'cv.delete_cv']) AS code
      ON CONFLICT DO NOTHING`);
    await source.query(`INSERT INTO "group" (name) VALUES ('Support'), ('Strangers')`);
    await source.query(
      `INSERT INTO user_group (user_id, group_id) SELECT $1, id FROM "group" WHERE name = 'Support'`,
      [id],
    );
    await source.query(`INSERT INTO group_permission (group_id, permission_id)
      SELECT g.id, p.id FROM "group" g, permission p
      WHERE (g.name, p.codename) IN (('Support', 'cv.view_cv'), ('Support', 'cv.change_cv'), ('Strangers', 'cv.delete_cv'))`);
    await source.query(
      `INSERT INTO user_permission (user_id, permission_id) SELECT $1, id FROM permission WHERE codename = 'cv.view_cv'`,
      [id],
    );
    const found = await staff.findActive(id);
    expect([...(found?.permissions ?? [])].sort()).toEqual(['cv.change_cv', 'cv.view_cv']);
    await source.query('UPDATE "user" SET is_active = false WHERE id = $1', [id]);
    expect(await staff.findActive(id)).toBeNull();
  });
});
